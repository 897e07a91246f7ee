import assert from "node:assert/strict";

import fc from "fast-check";

import { utf8Text } from "./utf8";

const wide = { fault: { message: "is UTF-16 or no text at all; save it as UTF-8" } };

describe("components/errors/utf8", () => {
  it("gives the text, without a byte order mark", () => {
    assert.deepEqual(utf8Text(Buffer.from("é\n")), { text: "é\n" });
    assert.deepEqual(utf8Text(Buffer.from("\uFEFFa: 1\n")), { text: "a: 1\n" });
    assert.deepEqual(utf8Text(Buffer.from("")), { text: "" });
  });

  it("says which byte of which line is Latin-1, after characters that are not one byte and a real replacement", () => {
    const bytes = Buffer.concat([Buffer.from("a: 1\nb: é\uFFFD "), Buffer.from("Séjours\n", "latin1")]);
    assert.deepEqual(utf8Text(bytes), {
      fault: { line: 2, column: 8, message: 'has the byte 0xE9, "é" in Latin-1; save it as UTF-8' },
    });
    assert.deepEqual(utf8Text(Buffer.from([0x61, 0x92])), {
      fault: { line: 1, column: 2, message: "has the byte 0x92; save it as UTF-8" },
    });
  });

  it("knows UTF-16 by its mark and by its zeros", () => {
    assert.deepEqual(utf8Text(Buffer.from("\uFEFFa: 1", "utf16le")), wide);
    assert.deepEqual(utf8Text(Buffer.from("a: 1", "utf16le")), wide);
    assert.deepEqual(utf8Text(Buffer.from("\uFEFFa: 1", "utf16le").swap16()), wide);
  });

  it("never throws, and finds a line for all that is neither", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (given) => {
        const read = utf8Text(Buffer.from(given));
        if ("text" in read || read.fault.message === wide.fault.message) return;
        assert.ok(read.fault.line !== undefined && read.fault.line > 0);
        assert.ok(read.fault.column !== undefined && read.fault.column > 0);
      }),
    );
  });
});
