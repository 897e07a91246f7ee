/** Resources of `dev` that the emulator (moto 5.2) cannot make or read back. Reviewed by hand. */
export interface NotCreatable {
  /** Type token. */
  readonly type: string;
  /** Only resources that have this input; every one of the type without it. */
  readonly input?: string;
  /** What the emulator lacks. */
  readonly reason: string;
}

/** An argument that the emulator takes and forgets, or gives back in another spelling. The resource is made without it. Reviewed by hand. */
export interface NotKept {
  readonly type: string;
  /** Path of keys from the inputs down. */
  readonly argument: string;
}

/** They are left out before anything is sent, so that what depends on them is tried all the same. */
export const notCreatable: readonly NotCreatable[] = [
  {
    type: "aws:glue/catalogTableOptimizer:CatalogTableOptimizer",
    reason: "CreateTableOptimizer is not in moto",
  },
  {
    type: "aws:glue/dataQualityRuleset:DataQualityRuleset",
    reason: "CreateDataQualityRuleset is not in moto",
  },
  {
    type: "aws:lakeformation/dataCellsFilter:DataCellsFilter",
    reason: "CreateDataCellsFilter is not in moto",
  },
  {
    type: "aws:lakeformation/permissions:Permissions",
    input: "lfTagPolicy",
    reason: "moto's ListPermissions refuses a tag policy, so the grant cannot be read back",
  },
  {
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    reason: "moto reads a bucket policy's denials without their conditions, so nobody may put an object",
  },
];

export const notKept: readonly NotKept[] = [
  { type: "aws:dynamodb/table:Table", argument: "onDemandThroughput" },
  { type: "aws:kms/key:Key", argument: "rotationPeriodInDays" },
  { type: "aws:lambda/function:Function", argument: "kmsKeyArn" },
  { type: "aws:lambda/function:Function", argument: "loggingConfig" },
  { type: "aws:s3/bucketLogging:BucketLogging", argument: "targetObjectKeyFormat" },
  { type: "aws:s3/inventory:Inventory", argument: "destination.bucket.encryption" },
  { type: "aws:sqs/queue:Queue", argument: "redriveAllowPolicy" },
  // Given back with blanks, which the provider takes for a change.
  { type: "aws:sqs/queue:Queue", argument: "redrivePolicy" },
];
