/**
 * Services (modules of the provider) that AWS lists as HIPAA eligible: only they are covered by a business associate addendum.
 * Taken from the HIPAA Eligible Services Reference; not checked against it offline, see docs/open-questions.md. A service that
 * is missing here is refused, which errs on the safe side.
 */
export const hipaaEligibleServices: ReadonlySet<string> = new Set(
  (
    "acm acmpca alb amp apigateway apigatewayv2 appflow appsync athena autoscaling backup batch bedrock bedrockfoundation " +
    "bedrockmodel cfg cloudformation cloudfront cloudhsmv2 cloudtrail cloudwatch codebuild codecommit codedeploy codepipeline " +
    "cognito comprehend connect customerprofiles dataexchange datasync detective directconnect directoryservice dms docdb " +
    "dynamodb ebs ec2 ec2clientvpn ec2transitgateway ecr ecs efs eks elasticache elasticbeanstalk elasticsearch elb emr " +
    "emrcontainers emrserverless fms fsx glacier globalaccelerator glue guardduty iam inspector inspector2 iot kendra keyspaces " +
    "kinesis kinesisanalyticsv2 kms lakeformation lambda lb lex macie2 memorydb mq msk mskconnect mwaa neptune networkfirewall " +
    "opensearch opensearchingest organizations pinpoint pipes polly quicksight ram rbin rds redshift redshiftdata " +
    "redshiftserverless rekognition route53 s3 s3control s3tables sagemaker scheduler secretsmanager securityhub securitylake " +
    "servicediscovery ses sesv2 sfn shield sns sqs ssm storagegateway swf synthetics timestreamwrite transcribe transfer " +
    "vpc vpclattice vpn waf wafregional wafv2 workspaces xray"
  ).split(" "),
);
