/** What a finding's message has to say, or may not say, beside being there. */
export interface FindingText {
  /** Stands in the message of one of the findings. */
  names?: string;
  /** Stands in none of them. */
  hides?: string;
}

/** Case → title of a probe → what the case's README asks of the message. */
export const findingTexts: Readonly<Record<string, Readonly<Record<string, FindingText>>>> = {
  "ecs-container-json": {
    "logs to another region": { names: "us-east-1" },
    "writes to a bucket of nobody known": { names: "vendor-drop" },
    "stream in another region by ARN": { names: "us-east-1" },
    "secret in another region": { names: "us-east-1" },
    "image from another region's registry": { names: "us-east-1" },
  },
  "plain-secrets": {
    "password in a function's environment": { hides: "hunter2-hunter2" },
    "access key in a function's environment": { hides: "AKIAIOSFODNN7EXAMPLE" },
    "password in a parameter of type String": { hides: "hunter2" },
  },
};
