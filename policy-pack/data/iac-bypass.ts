/**
 * Types through which anything can be made without the pack seeing its inputs: foreign templates, commands, and code
 * that runs in the program. `prefix:*` is every type of a package.
 */
export const bypassTypes: readonly string[] = [
  "aws:cloudcontrol/resource:Resource",
  "aws:cloudformation/stack:Stack",
  "aws:cloudformation/cloudFormationType:CloudFormationType",
  "aws:ssm/document:Document",
  "pulumi-nodejs:dynamic:Resource",
  "pulumi-python:dynamic:Resource",
  "command:*",
  "docker:*",
  "docker-build:*",
  "kubernetes:*",
];

/** The package whose types may be used only where the other AWS provider has none. */
export const nativePackage = "aws-native:*";

/** Types of that package that the platform needs: `entityresolution` and `personalize` have no other provider. */
export const allowedNative: readonly RegExp[] = [
  /^aws-native:entityresolution:[A-Za-z]+$/,
  /^aws-native:personalize:(?:DatasetGroup|Schema|Dataset|Solution)$/,
  /^aws-native:redshiftserverless:Namespace$/,
];

/** StackSets may roll out what holds no data: identity, guardrails, recorders, names of things. */
export const datalessTemplateTypes: readonly RegExp[] = [
  /^AWS::IAM::(?:Role|Policy|ManagedPolicy|InstanceProfile|ServiceLinkedRole)$/,
  /^AWS::Config::[A-Za-z]+$/,
  /^AWS::AccessAnalyzer::Analyzer$/,
  /^AWS::GuardDuty::Detector$/,
  /^AWS::SecurityHub::Hub$/,
  /^AWS::Logs::LogGroup$/,
  /^AWS::SSM::Parameter$/,
];
