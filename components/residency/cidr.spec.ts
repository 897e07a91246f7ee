import assert from "node:assert/strict";

import { holds, isOwnRange, parseAddress, parseCidr } from "./cidr";

describe("components/residency/cidr", () => {
  it("reads addresses and ranges in their one form", () => {
    assert.equal(parseAddress("10.40.2.15"), 0x0a28020f);
    assert.deepEqual(parseCidr("10.40.0.0/16"), { base: 0x0a280000, bits: 16 });
    assert.deepEqual(parseCidr("0.0.0.0/0"), { base: 0, bits: 0 });
    for (const text of ["10.40.2", "10.40.2.256", "010.40.2.1", "10.40.2.1.5", "0x0a.1.1.1", "::1", ""])
      assert.equal(parseAddress(text), undefined, text);
    for (const text of ["10.40.2.15/16", "10.40.0.0/33", "10.40.0.0", "10.40.0.0/016", "300.0.0.0/8"])
      assert.equal(parseCidr(text), undefined, text);
  });

  it("knows what lies in a range, at both ends", () => {
    const range = parseCidr("10.40.0.0/16")!;
    for (const inside of ["10.40.0.0", "10.40.255.255"])
      assert.ok(holds(range, parseAddress(inside)!), inside);
    for (const outside of ["10.39.255.255", "10.41.0.0", "138.40.0.0"])
      assert.equal(holds(range, parseAddress(outside)!), false, outside);
    assert.ok(holds(parseCidr("203.0.113.7/32")!, parseAddress("203.0.113.7")!));
  });

  it("takes private ranges and small public ones for a site's own, and no wider", () => {
    const own = (text: string) => isOwnRange(parseCidr(text)!);
    for (const text of ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "203.0.0.0/16"])
      assert.ok(own(text), text);
    for (const text of ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/7", "172.0.0.0/8", "203.0.0.0/15"])
      assert.equal(own(text), false, text);
  });
});
