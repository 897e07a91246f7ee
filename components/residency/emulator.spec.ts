import assert from "node:assert/strict";

import { isEmulator } from "./emulator";

describe("isEmulator", () => {
  const here = [
    "http://localhost:4566",
    "http://localhost:4566/",
    "https://LOCALHOST",
    "http://127.0.0.1:5000",
    "http://127.8.9.1:5000",
    "http://127.1:5000",
    "http://0x7f000001",
    "http://[::1]:4566",
    "http://moto:5000",
    "http://s3.localhost:4566",
    "http://laptop.local:4566",
    "http://host.docker.internal:4566",
    "http://host.containers.internal:4566",
  ];
  for (const address of here) {
    it(`accepts ${address}`, () => {
      assert.equal(isEmulator(address), true);
    });
  }

  const elsewhere: readonly (readonly [why: string, address: string])[] = [
    ["AWS", "https://s3.us-east-1.amazonaws.com"],
    ["a public name that resolves to this machine", "http://localhost.localstack.cloud:4566"],
    ["a public address", "http://52.94.236.248"],
    ["a private address, which may lie behind a tunnel", "http://10.0.0.1:4566"],
    ["every address of the machine", "http://0.0.0.0:4566"],
    ["a cloud's own internal names", "http://ip-10-0-0-1.ec2.internal:4566"],
    ["the metadata service", "http://169.254.169.254"],
    ["a name that only begins like one of ours", "http://localhost.evil.example"],
    ["a name that only ends like one of ours", "http://evil-localhost.example"],
    ["another host behind a user name", "http://localhost@evil.example"],
    ["credentials", "http://user:password@localhost:4566"],
    ["a user name", "http://user@localhost:4566"],
    ["a path", "http://localhost:4566/aws"],
    ["a query", "http://localhost:4566/?to=evil.example"],
    ["a fragment", "http://localhost:4566/#x"],
    ["another scheme", "ftp://localhost:4566"],
    ["a host without a scheme", "localhost:4566"],
    ["nothing", ""],
  ];
  for (const [why, address] of elsewhere) {
    it(`refuses ${why} (${address})`, () => {
      assert.equal(isEmulator(address), false);
    });
  }
});
