import { capabilities, useActions, type ServicePrincipal } from "../identity/capabilities";
import type { PolicyStatement } from "../identity/statement";
import type { KeyServiceUse } from "../security/key-policy";
import { keysUsed } from "./key-uses";
import { useWords, type PartUses } from "./store-uses";
import { insideArn, storeKinds, type Store } from "./stores";

/** An AWS service that uses a store in its own name: the store's policy and the key's derive from it, because a service has none. */
export interface ServiceUse<Part extends string = string> {
  /** Short word for statement ids, e.g. `Notify`. */
  readonly sid: string;
  readonly service: ServicePrincipal;
  /** What it works for: the account, 12 digits, and the ARN of the resource. */
  readonly source: { readonly accountId: string; readonly arn: string };
  readonly parts: PartUses<Part>;
}

const principalOf = ({ service }: ServiceUse): string => capabilities[service].principal;

/** Only for its source: without it another customer could make the service use the store (the confused-deputy problem). */
const forSource = ({ source: { accountId, arn } }: ServiceUse) => ({
  StringEquals: { "aws:SourceAccount": accountId },
  ArnEquals: { "aws:SourceArn": arn },
});

/** What the policy of one part says of the services that use it. */
export function serviceStatements<Part extends string>(
  uses: readonly ServiceUse<Part>[],
  store: Store<Part>,
  part: Part,
): PolicyStatement[] {
  const at = store.parts[part];
  const { service, words } = storeKinds[at.kind];
  return uses.flatMap((each): PolicyStatement[] => {
    const use = each.parts[part];
    if (use === undefined) return [];
    return [
      {
        Sid: each.sid + useWords[use] + words.data,
        Effect: "Allow",
        Principal: { Service: principalOf(each) },
        Action: useActions(service, use).data,
        Resource: insideArn(store, at),
        Condition: forSource(each),
      },
    ];
  });
}

/** Which services may use the key of that alias in their own name. */
export function serviceKeyUses<Part extends string>(
  uses: readonly ServiceUse<Part>[],
  store: Store<Part>,
  keyAlias: string,
): KeyServiceUse[] {
  return uses.flatMap((each) =>
    keysUsed(each.parts, store, keyAlias).map(({ kind, access, word }) => ({
      sid: each.sid + word,
      service: principalOf(each),
      actions: useActions(storeKinds[kind].service, access).key,
      conditions: forSource(each),
    })),
  );
}
