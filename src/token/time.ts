/** The units of time: their names, letters and seconds. */
export const UNITS: readonly (readonly [name: string, letter: string, seconds: number])[] = [
  ["week", "w", 604_800],
  ["day", "d", 86_400],
  ["hour", "h", 3600],
  ["minute", "m", 60],
  ["second", "s", 1],
];

/** A length of time in words, by its two largest units. */
export function inWords(seconds: number): string {
  const words: string[] = [];
  let rest = Math.floor(Math.abs(seconds));
  // Nobody counts the lifetime of a session in weeks.
  for (const [name, , unit] of UNITS.slice(1)) {
    const count = Math.floor(rest / unit);
    rest %= unit;
    if (count > 0) words.push(`${count} ${name}${count === 1 ? "" : "s"}`);
    if (words.length === 2) break;
  }
  return words.join(" ") || "0 seconds";
}

/** How long ago something was, or how far in the future it is. */
export const agoInWords = (ageSeconds: number): string =>
  ageSeconds === 0
    ? "now"
    : ageSeconds > 0
      ? `${inWords(ageSeconds)} ago`
      : `in ${inWords(ageSeconds)}`;

/** A time in UTC, to the second. */
export const utc = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().replace(/\.\d{3}Z$/, "Z");

// The Swedish locale writes dates as ISO 8601 does. The zone is this machine's own.
const localFormat = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "long" });

/** A time in this machine's zone. */
export const local = (seconds: number): string => localFormat.format(new Date(seconds * 1000));

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);
