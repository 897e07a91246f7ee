/** The parts of `arn:<partition>:<service>:<region>:<account>:<resource>`; region and account may be empty. */
export interface ArnParts {
  readonly text: string;
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Up to the resource no part has a colon; the resource may have any. */
const form = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):([^]*)$/;

/** Splits an ARN of any partition; undefined when the text has not the shape of one. */
export function parseArn(text: string): ArnParts | undefined {
  const [, partition = "", service = "", region = "", account = "", resource = ""] = form.exec(text) ?? [];
  if (service === "" || resource === "") return undefined;
  return { text, partition, service, region, account, resource };
}
