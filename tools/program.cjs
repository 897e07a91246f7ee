"use strict";
/**
 * The program as the Pulumi CLI loads it (`main` of package.json), with nothing of ours in between: a stale build is compiled
 * first, or the run ends with one line, so that what is deployed is always what the sources say.
 */
require("./build.cjs").prepareRun();
module.exports = require("../bin/accounts/index.js");
