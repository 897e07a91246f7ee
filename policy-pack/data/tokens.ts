/** Expands service → space-separated names into type tokens: `s3: "bucket"` is `aws:s3/bucket:Bucket`; `module:Class` where they differ. */
export function tokensOf(services: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(
    Object.entries(services).flatMap(([service, words]) =>
      words.split(" ").map((word) => {
        const [module = "", kind = `${module.charAt(0).toUpperCase()}${module.slice(1)}`] = word.split(":");
        return `aws:${service}/${module}:${kind}`;
      }),
    ),
  );
}
