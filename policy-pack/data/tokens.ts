/** `s3/bucket` → `aws:s3/bucket:Bucket`; `service/module:Class` where the class is named otherwise; a whole token stays as it is. */
export function tokenOf(short: string): string {
  const [path = "", kind, rest] = short.split(":");
  if (rest !== undefined) return short;
  const module = path.slice(path.indexOf("/") + 1);
  return `aws:${path}:${kind ?? `${module.charAt(0).toUpperCase()}${module.slice(1)}`}`;
}

/** Expands service → space-separated names into type tokens: `s3: "bucket"` is `aws:s3/bucket:Bucket`; `module:Class` where they differ. */
export function tokensOf(services: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(
    Object.entries(services).flatMap(([service, words]) =>
      words.split(" ").map((word) => tokenOf(`${service}/${word}`)),
    ),
  );
}
