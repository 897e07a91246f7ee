import * as pulumi from "@pulumi/pulumi";

import { residencyModel, type ResidencyModel } from "../components/residency/model";

let model: ResidencyModel | undefined;

/**
 * The stack's residency model, from its own `meridian:platform` config and today's date. Read at the first rule and
 * not at load: while a pack is published or its rules are listed, there is no stack.
 * @throws when the stack has no such config or it cannot be read; nothing is then judged as passing.
 */
export function stackModel(): ResidencyModel {
  model ??= residencyModel(
    { stack: pulumi.getStack(), ...new pulumi.Config("meridian").requireObject<object>("platform") },
    new Date().toISOString().slice(0, 10),
  );
  return model;
}
