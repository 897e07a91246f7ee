import assert from "node:assert/strict";

import { locateHost, locateRegion } from "./locate";
import type { Location } from "./location";
import { residencyModel } from "./model";

const organization = { id: "o-meridian01", managementAccount: "999900000001", ous: [] };
const model = residencyModel(
  { prefix: "acme", jurisdiction: "eu", stage: "prod", homeRegion: "eu-west-1", organization, accounts: [] },
  "2026-11-21",
);

const unknown = (reason: string): Location => ({ kind: "unknown", reason });

describe("locateHost", () => {
  const located: readonly (readonly [string, string])[] = [
    ["athena.eu-west-1.amazonaws.com", "eu-west-1"],
    ["athena.eu-west-3.api.aws", "eu-west-3"],
    ["abc.lambda-url.eu-north-1.on.aws", "eu-north-1"],
    ["db.abc123.eu-central-1.rds.amazonaws.com:5432", "eu-central-1"],
    ["vpce-1.s3.us-east-2.vpce.amazonaws.com", "us-east-2"],
    ["s3.dualstack.eu-west-1.amazonaws.com.", "eu-west-1"],
    ["S3.EU-WEST-1.AMAZONAWS.COM", "eu-west-1"],
    ["s3-eu-west-1.amazonaws.com", "eu-west-1"],
    ["bucket.s3-website-eu-west-1.amazonaws.com", "eu-west-1"],
    ["bucket.s3-website.eu-central-1.amazonaws.com", "eu-central-1"],
    ["cache.abc.euw1.cache.amazonaws.com", "eu-west-1"],
    ["acme-risk-gold-300000000002-us-east-1-an.s3.amazonaws.com", "us-east-1"],
  ];

  it("reads the region label of an AWS endpoint", () => {
    for (const [host, region] of located) {
      assert.deepEqual(locateHost(host, model), locateRegion(region), host);
    }
  });

  it("is not misled by names that customers choose", () => {
    const cases: readonly (readonly [string, string])[] = [
      ["eu-west-1.s3.us-east-1.amazonaws.com", "us-east-1"],
      ["s3.eu-west-1.s3.us-east-1.amazonaws.com", "us-east-1"],
      ["eu-west-1.abc.us-east-1.rds.amazonaws.com", "us-east-1"],
      ["eu-west-1.abc.use1.cache.amazonaws.com", "us-east-1"],
    ];
    for (const [host, region] of cases) assert.deepEqual(locateHost(host, model), locateRegion(region), host);
    assert.deepEqual(
      locateHost("eu-west-1.abc.us-gov-west-1.rds.amazonaws.com", model),
      unknown('Region "us-gov-west-1" is not a known commercial AWS region.'),
    );
    for (const host of [
      "eu-west-1.s3.amazonaws.com",
      "acme-risk-gold-200000000002-eu-west-1-an.s3.somewhere.amazonaws.com",
      "athena.eu-west-1.amazonaws.com.example.com",
      "athena.cn-north-1.amazonaws.com.cn",
      "xamazonaws.com",
    ]) {
      assert.equal(locateHost(host, model).kind, "unknown", host);
    }
  });

  it("leaves at home what a machine sends itself, and nothing that only looks so", () => {
    for (const host of [
      "localhost",
      "LOCALHOST:4318",
      "otel.localhost.",
      "127.0.0.1:80",
      "127.255.0.9",
      "[::1]:4318",
    ])
      assert.deepEqual(locateHost(host, model), { kind: "place", jurisdiction: "eu" }, host);
    for (const host of [
      "localhost.vendor.example",
      "notlocalhost",
      "127.0.0.1.nip.io",
      "127.0.0.256",
      "127.1",
      "128.0.0.1",
      "[::2]",
      "0.0.0.0",
    ])
      assert.equal(locateHost(host, model).kind, "unknown", host);
  });

  it("does not know other hosts, and says so", () => {
    assert.deepEqual(
      locateHost("api.example.com", model),
      unknown('Host "api.example.com" is neither an AWS endpoint nor in externalHosts.'),
    );
    assert.deepEqual(
      locateHost("iam.amazonaws.com", model),
      unknown('Host "iam.amazonaws.com" names no region.'),
    );
  });

  it("finds external hosts by their own entry or that of a domain above, and believes its country", () => {
    const listed = {
      ...model,
      hosts: new Map([
        ["vendor.example", "US"],
        ["eu.vendor.example", "IE"],
        ["x.example", "BR"],
      ]),
    };
    const us = { kind: "place", jurisdiction: "us" };
    assert.deepEqual(locateHost("api.vendor.example:443", listed), us);
    assert.deepEqual(locateHost("API.EU.vendor.example", listed), { kind: "place", jurisdiction: "eu" });
    assert.deepEqual(
      locateHost("x.example", listed),
      unknown('Host "x.example" is in BR, which belongs to no jurisdiction of the model.'),
    );
    assert.equal(locateHost("notvendor.example", listed).kind, "unknown");
  });

  it("finds an address by the smallest range that holds it", () => {
    const hosts = new Map([
      ["10.0.0.0/8", "US"],
      ["10.40.0.0/16", "IE"],
      ["203.0.113.0/24", "BR"],
    ]);
    const listed = { ...model, hosts };
    assert.deepEqual(locateHost("10.40.2.15:1521", listed), { kind: "place", jurisdiction: "eu" });
    assert.deepEqual(locateHost("10.41.2.15", listed), { kind: "place", jurisdiction: "us" });
    assert.match(JSON.stringify(locateHost("203.0.113.9", listed)), /is in BR, which belongs to no/);
    for (const host of ["11.40.2.15", "10.40.2.15.vendor.example", "010.40.2.15", "10.40.2"])
      assert.equal(locateHost(host, listed).kind, "unknown", host);
  });
});
