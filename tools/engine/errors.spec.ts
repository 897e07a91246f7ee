import assert from "node:assert/strict";

import { neverSettles, ProgramError } from "./errors";
import { find, placeOf, planFixture } from "./testing";
import type { PlanTransport } from "./types";

const transports: PlanTransport[] = ["in-process", "grpc"];

async function errorOf(
  name: string,
  transport: PlanTransport = "in-process",
  config = {},
): Promise<ProgramError> {
  const plan = planFixture("broken", { transport, config: { "fixture:case": name, ...config } });
  const error: unknown = await plan.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ProgramError, `"${name}" was planned, or failed otherwise: ${String(error)}`);
  return error;
}

describe("tools/engine: programs that cannot be planned", () => {
  for (const transport of transports) {
    describe(transport, () => {
      const thrown: [string, string, string][] = [
        ["throws", "Error: thrown on purpose", 'new Error("thrown on purpose")'],
        ["rejects", "Error: rejected on purpose", 'new Error("rejected on purpose")'],
        ["throws in apply", "Error: applied on purpose", 'new Error("applied on purpose")'],
      ];
      for (const [name, text, marker] of thrown) {
        it(`names the line that ${name}`, async () => {
          const error = await errorOf(name, transport);
          assert.equal(error.message, `${placeOf("broken", marker)}: ${text}`);
        });
      }

      it("names both places of a duplicate URN", async () => {
        const first = placeOf("broken", 'new s3.Bucket("twice", {}');
        const second = placeOf("broken", 'new s3.Bucket("twice", { bucket');
        const error = await errorOf("duplicate", transport);
        assert.equal(
          error.message,
          `${second}: duplicate URN "urn:pulumi:dev::fixture::aws:s3/bucket:Bucket::twice", ` +
            `first registered at ${first}; give one of them another name.`,
        );
      });

      it("refuses a function without an answer, naming token and arguments", async () => {
        const { text } = await errorOf("unanswered function", transport);
        assert.match(text, /^function aws:ec2\/getVpc:getVpc\(\{"id":"vpc-1"\}\) has no answer offline; /);
      });

      it("refuses a stack reference without outputs", async () => {
        const error = await errorOf("unknown stack", transport);
        assert.equal(
          error.message,
          `${placeOf("broken", "new pulumi.StackReference")}: stack reference "organization/absent/dev" has no outputs ` +
            "offline; add them to stackReferences (known: none).",
        );
      });

      it("refuses a default provider that the stack disables", async () => {
        const error = await errorOf("no provider", transport, {
          "pulumi:disable-default-providers": ["aws"],
        });
        assert.equal(
          error.message,
          `${placeOf("broken", 'new s3.Bucket("homeless"')}: aws:s3/bucket:Bucket names no provider and the default ` +
            'provider of "aws" is disabled; pass { provider } or a parent that has one.',
        );
      });

      it("plans a program that is merely slow", async () => {
        const plan = await planFixture("broken", { transport, config: { "fixture:case": "late but fine" } });
        assert.equal(find(plan, "aws:s3/bucket:Bucket", "late").props["bucket"], "a-late-name");
      });

      it("ends when a promise that the program waits for never settles", async () => {
        assert.equal((await errorOf("never settles", transport)).text, neverSettles);
      });
    });
  }

  it("names the resource whose input never settles, with its place", async () => {
    const error = await errorOf("input never settles");
    const at = placeOf("broken", 'new s3.Bucket("pending"');
    assert.equal(
      error.message,
      `${at}: 1 registered but never completed, because an input never settles: aws:s3/bucket:Bucket "pending" (${at}); ` +
        "resolve the promise or pass a plain value.",
    );
  });

  it("refuses to answer for an account that no provider pins", async () => {
    const { text } = await errorOf("unpinned account");
    assert.match(
      text,
      /^function aws:index\/getCallerIdentity:getCallerIdentity\(\{\}\) has no answer offline; /,
    );
  });

  it("reports what was thrown when it is no Error", async () => {
    assert.equal((await errorOf("throws a string")).message, 'stack dev: threw "a string"');
  });

  it("names the line of a syntax error", async () => {
    await assert.rejects(planFixture("syntax-error.cjs"), {
      name: "ProgramError",
      message: "tools/engine/fixtures/syntax-error.cjs:1: SyntaxError: Unexpected token ';'",
    });
  });

  it("plans the next program after a failed one", async () => {
    await errorOf("throws in apply");
    const plan = await planFixture("broken", { config: { "fixture:case": "late but fine" } });
    assert.equal(plan.graph.resources.length, 3);
  });
});
