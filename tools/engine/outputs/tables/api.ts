import { byId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of APIs and who signs in to them. */
export const api: Readonly<Record<string, ComputedOutputs>> = {
  "aws:apigateway/restApi:RestApi": byId("{hex8}", "arn:{partition}:apigateway:{region}::/restapis/{hex8}", {
    outputs: { executionArn: regional("execute-api", "{hex8}") },
  }),
  "aws:apigatewayv2/api:Api": byId("{hex8}", "arn:{partition}:apigateway:{region}::/apis/{hex8}", {
    outputs: {
      apiEndpoint: "https://{hex8}.execute-api.{region}.amazonaws.com",
      executionArn: regional("execute-api", "{hex8}"),
    },
  }),
  "aws:cognito/userPool:UserPool": byId(
    "{region}_{hex8}",
    regional("cognito-idp", "userpool/{region}_{hex8}"),
  ),
};
