/** A site whose pages people read; nothing of ours can be kept there by naming one. */
interface Site {
  /** Host, with the path below which its pages stand. */
  at: string;
  /** What stands there. */
  holds: string;
}

/** Addresses that texts name and that nobody calls: names of a language or schema, documentation, licences. Reviewed by hand. */
const sites: readonly Site[] = [
  { at: "json-schema.org/", holds: "names of schemas" },
  { at: "w3.org/", holds: "names of XML" },
  { at: "www.w3.org/", holds: "names of XML" },
  { at: "schema.org/", holds: "names of vocabularies" },
  { at: "spec.openapis.org/", holds: "names of schemas" },
  { at: "swagger.io/", holds: "names of schemas" },
  { at: "docs.aws.amazon.com/", holds: "AWS's documentation" },
  { at: "aws.amazon.com/legal/", holds: "AWS's terms" },
  { at: "www.pulumi.com/docs/", holds: "Pulumi's documentation" },
  { at: "www.apache.org/licenses/", holds: "a licence" },
  { at: "opensource.org/licenses/", holds: "licences" },
  { at: "spdx.org/licenses/", holds: "licences" },
  { at: "creativecommons.org/licenses/", holds: "licences" },
  { at: "www.gnu.org/licenses/", holds: "licences" },
];

/** Hosts that are a name alone: their own address, without a page, is one too. */
const bareNames: ReadonlySet<string> = new Set(
  sites.map(({ at }) => at).filter((at) => at.indexOf("/") === at.length - 1),
);

/**
 * True for the address of a page that people read, or a name that only looks like an address. A name, a port or a
 * query makes it a call to somebody, and a site of the same beginning (`docs.aws.amazon.com.example`) is another.
 */
export function isReadOnlyPage(address: string): boolean {
  const [, rest] = /^https?:\/\/([^?@:\s]+)$/i.exec(address) ?? [];
  if (rest === undefined) return false;
  const slash = rest.indexOf("/");
  const host = (slash === -1 ? rest : rest.slice(0, slash)).toLowerCase();
  const page = `${host}${slash === -1 ? "/" : rest.slice(slash)}`;
  if (page.includes("/../")) return false;
  return bareNames.has(`${host}/`) || sites.some(({ at }) => page.startsWith(at));
}
