// Points in time as people read them.

const date = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "medium",
  timeZone: "UTC",
});
const relative = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "22 November 2026 at 21:40:12 UTC" for people, and the ISO form for machines. */
export function moment(at: Date, now: Date = new Date()): Record<string, string> {
  return { iso: at.toISOString(), text: `${date.format(at)} UTC`, relative: fromNow(at, now) };
}

/** "in 7 days", "3 minutes ago", "now" */
function fromNow(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit);
  }
  return relative.format(0, "second");
}
