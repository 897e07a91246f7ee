"use strict";
/**
 * The program as the Pulumi CLI loads it (`main` of package.json), with nothing of ours in between: a stale build is compiled
 * first, or the run ends with one line, so that what is deployed is always what the sources say.
 */
require("./build.cjs").prepareRun();
require("./frame-memo.cjs").rememberFrames();
try {
  module.exports = require("../bin/accounts/index.js");
} catch (error) {
  if (error.name !== "InputError") throw error;
  // Its message has one line per mistake; where the program noticed them is of no use to whoever made them.
  const { RunError } = require("@pulumi/pulumi/errors");
  throw new RunError(error.message);
}
