import { agoInWords, local, utc } from "../../token/index.ts";
import { h } from "./elements.ts";

interface Point {
  readonly name: "signed" | "now" | "expires";
  readonly title: string;
  readonly seconds: number;
}

/** When a token was signed, the current time, and when it expires, in the order of time. */
export function timeline(
  timestamp: number,
  maxAge: number | undefined,
  now: number,
): HTMLElement[] {
  const points: Point[] = [
    { name: "signed", title: "Signed", seconds: timestamp },
    { name: "now", title: "Now", seconds: now },
  ];
  if (maxAge !== undefined) {
    const expires = timestamp + maxAge;
    points.push({
      name: "expires",
      title: now > expires ? "Expired" : "Expires",
      seconds: expires,
    });
  }
  points.sort((a, b) => a.seconds - b.seconds);
  return [track(points), h("dl", { class: "times" }, ...points.map((point) => entry(point, now)))];
}

function entry({ name, title, seconds }: Point, now: number): HTMLElement {
  const words = name === "now" ? "by this machine’s clock" : agoInWords(now - seconds);
  // A lifetime of a thousand years may end after the year 9999.
  const known = Math.abs(seconds) < 253_402_300_800;
  const when = known
    ? [h("time", { datetime: utc(seconds) }, local(seconds)), h("small", {}, utc(seconds))]
    : [h("span", {}, "after the year 9999")];
  return h("div", { class: name }, h("dt", {}, title), h("dd", {}, h("b", {}, words), ...when));
}

/** The same as a picture: a line from the first time to the last, with the lifetime marked. */
function track(points: readonly Point[]): HTMLElement {
  const first = points[0]?.seconds ?? 0;
  const length = (points.at(-1)?.seconds ?? 0) - first || 1;
  const at = (seconds: number): string => `${(((seconds - first) / length) * 100).toFixed(2)}%`;
  const element = h("div", { class: "track", "aria-hidden": "true" });
  const signed = points.find(({ name }) => name === "signed")?.seconds ?? first;
  const expires = points.find(({ name }) => name === "expires")?.seconds;
  if (expires !== undefined) {
    const life = h("span", { class: "life" });
    // The Content Security Policy forbids style attributes, but not the style object.
    life.style.left = at(signed);
    life.style.right = `calc(100% - ${at(expires)})`;
    element.append(life);
  }
  for (const { name, seconds } of points) {
    const mark = h("span", { class: `mark ${name}` });
    mark.style.left = at(seconds);
    element.append(mark);
  }
  return element;
}
