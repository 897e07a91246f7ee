import * as pulumi from "@pulumi/pulumi";

/** What a component registered, as mocks see it. */
export interface Registration {
  type: string;
  name: string;
  // The inputs of resources have no common type; specs compare them as wholes.
  inputs: Record<string, unknown>;
  /** `<urn>::<id>` of the provider; undefined when the resource was left to a default one. */
  provider: string | undefined;
  custom: boolean;
}

/**
 * Runs `program` against a mocked engine and returns everything it registered, in order of arrival. Outputs that are not among
 * the inputs are made up from the logical name: `arn:mock:<name>` and `<name>-id`.
 */
export async function record(program: () => unknown): Promise<Registration[]> {
  const seen: Registration[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider, custom }) => {
        const known = inputs as Record<string, unknown>;
        seen.push({ type, name, inputs: known, provider: provider || undefined, custom: custom ?? false });
        return { id: `${name}-id`, state: { arn: `arn:mock:${name}`, keyId: `${name}-key-id`, ...known } };
      },
      call: ({ token }) => {
        throw new Error(
          `record: the program called "${token}", which has no answer; components look nothing up.`,
        );
      },
    },
    "meridian",
    "test",
    false,
  );
  await program();
  await pulumi.runtime.disconnect();
  return seen;
}
