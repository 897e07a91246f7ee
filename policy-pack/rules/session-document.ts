import { locateArn, locateBucket } from "../../components/residency/locate";
import type { ResidencyModel } from "../../components/residency/model";
import { isRecord } from "../graph/read";

/** Elements of a session document, and its preferences (Systems Manager User Guide, "Session document schema"). */
const elements: ReadonlySet<string> = new Set(["schemaVersion", "description", "sessionType", "inputs"]);
const plain: ReadonlySet<string> = new Set([
  ...["s3KeyPrefix", "s3EncryptionEnabled", "cloudWatchLogGroupName", "cloudWatchEncryptionEnabled"],
  ...[
    "cloudWatchStreamingEnabled",
    "idleSessionTimeout",
    "maxSessionDuration",
    "runAsEnabled",
    "runAsDefaultUser",
  ],
]);

/**
 * What of a session document is more than preferences of a shell, or names a bucket or key elsewhere; undefined when nothing
 * is. `Port` and command sessions, and commands of a shell profile, do what no rule can read.
 * @param content JSON text; another form cannot be read
 */
export function sessionProblem(content: unknown, model: ResidencyModel): string | undefined {
  const session = parsed(content);
  if (session === undefined) return "is not JSON";
  const odd = Object.keys(session).find((key) => !elements.has(key));
  if (odd !== undefined) return `has ${JSON.stringify(odd)}`;
  if (session["sessionType"] !== "Standard_Stream")
    return `is of sessionType ${JSON.stringify(session["sessionType"]) ?? "nothing"}`;
  const inputs = session["inputs"] ?? {};
  if (!isRecord(inputs)) return "has inputs that are no object";
  for (const [key, value] of Object.entries(inputs)) {
    if (!isPreference(key, value, model)) return `has ${key} ${JSON.stringify(value)}`;
  }
  return undefined;
}

function isPreference(key: string, value: unknown, model: ResidencyModel): boolean {
  if (plain.has(key)) return ["string", "boolean"].includes(typeof value);
  if (key === "shellProfile")
    return isRecord(value) && Object.values(value).every((command) => command === "");
  if (typeof value !== "string") return false;
  if (key === "s3BucketName") return value === "" || isAtHome(locateBucket(value, model), model);
  // A plain key id or alias is one of the session's own account and region.
  if (key === "kmsKeyId") return !value.includes(":") || isAtHome(locateArn(value, model), model);
  return false;
}

const isAtHome = (where: ReturnType<typeof locateArn>, { jurisdiction }: ResidencyModel): boolean =>
  where.kind === "place" && where.jurisdiction === jurisdiction;

function parsed(content: unknown): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = typeof content === "string" ? JSON.parse(content) : undefined;
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
