const filled = (unit: string, size: number) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
const numbered = (size: number, each: number, text: (position: number) => unknown) =>
  Array.from({ length: Math.ceil(size / each) }, (_, position) => text(position));

/** A text of so many characters in which nobody looks twice. */
export const plainText = (size: number): string => filled("lorem ipsum dolor sit amet ", size);

/** Texts of about so many characters at which a pattern that begins again at every character would never end. */
export const hostileTexts = (size: number): Record<string, string> => ({
  ...Object.fromEntries(
    ["*", "?", "a", "a-", "a.", "arn:", "arn:aws:", "{", "[", "\\", "%25", "/", "@", ".", ":", "http://"].map(
      (unit) => [JSON.stringify(unit), filled(unit, size)],
    ),
  ),
  "stars with letters": `${filled("*a", size)}b`,
  "names of another stage without an end": filled("acme-", size),
  "halves of bucket suffixes": filled("a-222200000004-eu-west-1", size),
  "labels of a host": `${filled("s3.", size)}amazonaws.com`,
  "invocations in invocations": filled(
    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/",
    size,
  ),
  "an open list 10,000 deep": "[".repeat(10_000) + filled(" ", size - 10_000 > 0 ? size - 10_000 : 0),
  "a closed list 10,000 deep":
    "[".repeat(10_000) + "]".repeat(10_000) + filled(" ", Math.max(0, size - 20_000)),
});

const document = (statements: unknown) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const to = (id: number) => `arn:aws:iam::200000000002:role/reader-${id}`;
const everybodyElse = (id: number) => ({ StringNotEquals: { "aws:PrincipalOrgID": `o-${id}` } });

/** A policy of about so many characters with one statement after the other. */
export const plainDocument = (size: number): string =>
  document(
    numbered(size, 170, (id) => ({
      Sid: `s${id}`,
      Effect: "Allow",
      Principal: { AWS: to(id) },
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::acme-x/${id}/*`,
    })),
  );

/** Policies of about so many characters in which everything would have to be compared with everything. */
export const hostileDocuments = (size: number): Record<string, string> => ({
  "denials beside allowances": document(
    numbered(size, 130, (id) =>
      id % 2 === 0
        ? { Effect: "Allow", Principal: "*", Action: `s3:Get*a*${id}`, Resource: `arn:aws:s3:::x${id}/*` }
        : {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*a*",
            Resource: "arn:*:*",
            Condition: everybodyElse(id),
          },
    ),
  ),
  "actions and denied actions": document([
    {
      Effect: "Allow",
      Principal: "*",
      Action: numbered(size, 40, (id) => `s3:Get*aaaaaa${id}`),
      Resource: "*",
    },
    {
      Effect: "Deny",
      Principal: "*",
      Action: numbered(size, 40, (id) => `s3:Put*aaaaaa${id}`),
      Resource: "*",
      Condition: everybodyElse(0),
    },
  ]),
  "one wildcard": document([
    { Effect: "Allow", Principal: "*", Action: filled("a", size / 2), Resource: "*" },
    {
      Effect: "Deny",
      Principal: "*",
      Action: `${filled("*a", size / 2)}b`,
      Resource: "*",
      Condition: everybodyElse(0),
    },
  ]),
  "principals and conditions": document([
    {
      Effect: "Allow",
      Principal: { AWS: numbered(size, 80, (id) => to(id).replace("2", "9")) },
      Action: "s3:*",
      Resource: "*",
      Condition: { ArnLike: { "aws:PrincipalArn": numbered(size, 80, (id) => to(id).replace("2", "9")) } },
    },
  ]),
});
