/** The parts of `arn:<partition>:<service>:<region>:<account>:<resource>`; region and account may be empty. */
export interface ArnParts {
  readonly text: string;
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Splits an ARN of any partition; undefined when the text has not the shape of one. */
export function parseArn(text: string): ArnParts | undefined {
  const [scheme, partition = "", service = "", region = "", account = "", ...rest] = text.split(":");
  const resource = rest.join(":");
  if (scheme !== "arn" || service === "" || resource === "") return undefined;
  return { text, partition, service, region, account, resource };
}
