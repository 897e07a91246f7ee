"use strict";
// Runs the handler of a built runtime unit for unit-process.ts, in a process that may be killed at any moment.
const { handler } = require(process.argv[2]);

const context = {
  functionName: "unit",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:unit",
  memoryLimitInMB: "512",
  awsRequestId: "request",
  getRemainingTimeInMillis: () => 30_000,
};

process.on("message", ({ id, event }) => {
  Promise.resolve()
    .then(() => handler(event, context))
    .then(
      (answer) => process.send({ id, answer }),
      (error) => process.send({ id, failed: String(error) }),
    );
});
