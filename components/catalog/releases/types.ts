const decimal = /^decimal\((\d+), ?(\d+)\)$/;

/** Whether every value of one Iceberg type is one of another, so that readers keep working (Iceberg spec, "Schema Evolution"). */
export function widens(from: string, to: string): boolean {
  if (from === "int" && to === "long") return true;
  if (from === "float" && to === "double") return true;
  const [, precision, scale] = decimal.exec(from) ?? [];
  const [, wider, same] = decimal.exec(to) ?? [];
  return scale !== undefined && scale === same && Number(wider) > Number(precision);
}
