import { byArn, byId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of keys, secrets, parameters, certificates and signatures. */
export const keys: Readonly<Record<string, ComputedOutputs>> = {
  "aws:kms/key:Key": byId("{uuid}", regional("kms", "key/{uuid}"), { outputs: { keyId: "{uuid}" } }),
  "aws:kms/replicaKey:ReplicaKey": byId("{uuid}", regional("kms", "key/{uuid}"), {
    outputs: { keyId: "{uuid}" },
  }),
  "aws:kms/alias:Alias": byId("{name}", regional("kms", "{name}")),
  "aws:secretsmanager/secret:Secret": byArn(regional("secretsmanager", "secret:{name}-{hex8}")),
  "aws:ssm/parameter:Parameter": byId("{name}", regional("ssm", "parameter{name}")),
  "aws:acm/certificate:Certificate": byArn(regional("acm", "certificate/{uuid}")),
  "aws:signer/signingProfile:SigningProfile": byId("{name}", regional("signer", "/signing-profiles/{name}")),
};
