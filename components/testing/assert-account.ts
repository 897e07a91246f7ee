import * as assert from "node:assert/strict";

import type { Registration } from "./record";

/** Where and under which names a component's children must have been registered. */
export interface ExpectedAccount {
  /** Logical name of the provider that the component was given. */
  provider: string;
  region: string;
  /** Logical name of the component. */
  component: string;
  /** Its type token. */
  token: string;
}

/**
 * The questions that every component spec asks: the type token is registered; every AWS child has the account's provider, stands
 * in the placement's region (IAM, which is global, in none) and has a logical name that starts with the component's.
 */
export function assertAccount(seen: readonly Registration[], expected: ExpectedAccount): void {
  const component = seen.find(({ type }) => type === expected.token);
  assert.equal(component?.name, expected.component);
  const children = seen.filter(({ type }) => type.startsWith("aws:"));
  assert.notEqual(children.length, 0);
  for (const { type, name, inputs, provider } of children) {
    const where = `${type} ${name}`;
    assert.equal(inputs["region"], type.startsWith("aws:iam/") ? undefined : expected.region, where);
    assert.equal(provider?.split("::").at(-2), expected.provider, where);
    assert.ok(name.startsWith(expected.component), `${where} does not start with ${expected.component}`);
  }
}

/** The only registration of a type whose logical name is `name` (or the only one at all). Throws when there is none or more. */
export function only(seen: readonly Registration[], type: string, name?: string): Registration {
  const found = seen.filter((each) => each.type === type && (name === undefined || each.name === name));
  assert.equal(found.length, 1, `${type} ${name ?? ""}: ${found.length} registered`);
  return found[0] as Registration;
}

/** A policy document among the inputs, parsed. */
export function statementsOf(resource: Registration, property = "policy"): Record<string, unknown>[] {
  const document = JSON.parse(resource.inputs[property] as string) as {
    Version: string;
    Statement: Record<string, unknown>[];
  };
  assert.equal(document.Version, "2012-10-17");
  return document.Statement;
}
