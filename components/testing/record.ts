import * as pulumi from "@pulumi/pulumi";

/** One registration as the program made it; names are logical names, inputs are after serialization. */
export interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  /** `<urn>::<id>` of the explicit or inherited provider; empty for components and default providers. */
  readonly provider: string;
  /** False for components. */
  readonly custom: boolean;
}

/** Values that mocks add to a resource's outputs: what specs see instead of the service's answers. */
export interface RecordOptions {
  /** Extra outputs by resource type, e.g. `{ "aws:kms/key:Key": { keyId: "k-1" } }`. */
  readonly outputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Runs the program as a preview, where ids and computed outputs are unknown. Default false. */
  readonly preview?: boolean;
}

const project = "meridian";
const stack = "dev";

/**
 * Runs a program against mocks and returns every registration in order, after all of them have settled. Resources
 * get the id `<name>-id` and the ARN `arn:aws:mock:::<name>` unless `outputs` says otherwise. Calls and invokes fail:
 * components here make none.
 */
export async function record(program: () => unknown, options: RecordOptions = {}): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider, custom }) => {
        recorded.push({
          type,
          name,
          inputs: inputs as Record<string, unknown>,
          provider: provider ?? "",
          custom: custom ?? false,
        });
        const state = { arn: `arn:aws:mock:::${name}`, ...(inputs as object), ...options.outputs?.[type] };
        return { id: `${name}-id`, state };
      },
      call: ({ token }) => {
        throw new Error(`record: the program called ${token}; components may not look things up.`);
      },
    },
    project,
    stack,
    options.preview ?? false,
  );
  await program();
  await pulumi.runtime.disconnect();
  return recorded;
}

/** The recorded registrations of one type, in order. */
export function ofType(recorded: readonly Recorded[], type: string): Recorded[] {
  return recorded.filter((each) => each.type === type);
}

/**
 * The one registration of this type and logical name.
 * @throws Error naming what there is instead.
 */
export function only(recorded: readonly Recorded[], type: string, name?: string): Recorded {
  const found = ofType(recorded, type).filter((each) => name === undefined || each.name === name);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  const names = ofType(recorded, type).map((each) => each.name);
  throw new Error(
    `record: ${found.length} resources of ${type} named "${name ?? "any"}"; there are ${names.join(", ")}.`,
  );
}
