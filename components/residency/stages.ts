/** What a stack is for. Part of every physical name. */
export const stages = ["dev", "prod"] as const;

export type Stage = (typeof stages)[number];

export function isStage(text: string): text is Stage {
  return (stages as readonly string[]).includes(text);
}
