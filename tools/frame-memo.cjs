"use strict";
/**
 * The SDK's launcher installs source-map-support, and the SDK reads a stack for every resource and promise: mapping the same few
 * hundred frames again and again is a quarter of a real preview. Here a frame is mapped once. Its text depends on its caller too
 * (the mapped name of a function stands at its call), so the pair is what is remembered; positions do not change.
 */
function rememberFrames() {
  const map = Error.prepareStackTrace;
  if (map === undefined) return;
  const known = new Map();
  const blank = new Error();
  const headOf = (error) => map(error, []);

  /** `\n    at …` of one frame, as `map` writes it when `caller` stands below. */
  function lineOf(frame, caller) {
    const key = `${frame}\n${caller ?? ""}`;
    let line = known.get(key);
    if (line === undefined) {
      const both = map(blank, caller === undefined ? [frame] : [frame, caller]);
      const rest = caller === undefined ? "" : map(blank, [caller]).slice(headOf(blank).length);
      line = both.slice(headOf(blank).length, both.length - rest.length);
      known.set(key, line);
    }
    return line;
  }

  Error.prepareStackTrace = (error, frames) =>
    headOf(error) + frames.map((frame, index) => lineOf(frame, frames[index + 1])).join("");
}

module.exports = { rememberFrames };
