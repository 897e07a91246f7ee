import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

import { projectRoot } from "../components/project/root";

const { rememberFrames } = createRequire(__filename)(join(projectRoot(), "tools/frame-memo.cjs")) as {
  rememberFrames: () => void;
};

describe("stack frames that are mapped once", () => {
  const before: unknown = Reflect.get(Error, "prepareStackTrace");
  after(() => {
    Reflect.set(Error, "prepareStackTrace", before);
  });

  /** A mapping like that of source-map-support: a frame's text depends on the frame below it. */
  let mapped = 0;
  const map = (error: Error, frames: readonly NodeJS.CallSite[]) =>
    `${error.name}: ${error.message}${frames
      .map((frame, index) => {
        mapped += 1;
        return `\n    at ${frame.getFileName()}:${frame.getLineNumber()} under ${frames[index + 1]?.getLineNumber() ?? "nothing"}`;
      })
      .join("")}`;
  const fail = (text: string) => new Error(text);
  const here = (text: string) => fail(text).stack;

  it("say the same as the mapping, which is not asked again", () => {
    const seen: (string | undefined)[] = [];
    const messages = ["first", "second\n    at no frame", "first"];
    for (const remember of [() => undefined, rememberFrames]) {
      Error.prepareStackTrace = map as typeof Error.prepareStackTrace;
      remember();
      mapped = 0;
      const counts: number[] = [];
      for (const message of messages) {
        seen.push(here(message));
        counts.push(mapped);
      }
      if (remember === rememberFrames) assert.equal(counts[2], counts[0]);
      else assert.equal(counts[2], counts[0]! * 3);
    }
    assert.match(seen[0] ?? "", /^Error: first\n {4}at .*frame-memo.* under \d+\n/);
    assert.deepEqual(seen.slice(3), seen.slice(0, 3));
  });

  it("are left alone where nothing maps them", () => {
    Error.prepareStackTrace = undefined as never;
    rememberFrames();
    assert.equal(Reflect.get(Error, "prepareStackTrace"), undefined);
  });
});
