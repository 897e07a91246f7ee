#!/usr/bin/env node
"use strict";
// The `meridian` command: makes the clone current, then runs the compiled command line.
require("./setup.cjs").setup();
require("../bin/tools/cli.js").main(process.argv.slice(2));
