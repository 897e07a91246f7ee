import { format } from "prettier";
import { isMap, isSeq, parseDocument } from "yaml";

import type { Rule } from "../../policy-pack/rule";
import { rulesFor } from "../evidence/frameworks";

/**
 * The text of a framework file with, at each control, the rules that name it; everything else, comments too, stays. A control
 * that a rule names and the file lacks is not added: it needs a title.
 */
export async function withCurrentRules(text: string, rules: readonly Rule[]): Promise<string> {
  const document = parseDocument(text);
  const about = {
    framework: String(document.get("framework")),
    version: String(document.get("version")),
  };
  const controls = document.get("controls");
  for (const control of isSeq(controls) ? controls.items : []) {
    if (!isMap(control)) continue;
    const ids = rulesFor(about, String(control.get("control")), rules);
    if (ids.length === 0) {
      control.delete("rules");
      continue;
    }
    const list = document.createNode(ids, { flow: true });
    if (control.has("rules")) control.set("rules", list);
    else control.items.splice(2, 0, document.createPair("rules", list));
  }
  return format(document.toString({ lineWidth: 0 }), { parser: "yaml", printWidth: 110 });
}
