/** Today in UTC, YYYY-MM-DD: the day on which approvals, waivers and contracts are judged. */
export const currentDay = (): string => new Date().toISOString().slice(0, 10);

/** True for a calendar day that exists, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
