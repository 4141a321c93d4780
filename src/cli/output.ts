import { styleText } from "node:util";

/** Colours a piece of text, where there are colours. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** What a command answers, in both of its forms. */
export interface Answer {
  /** For programs: `--json` prints it. */
  readonly json: unknown;
  /** For people. */
  readonly text: (paint: Paint) => string;
  /** What the process ends with. Default 0. */
  readonly exit?: number;
}

export const plain: Paint = (_style, text) => text;

/** Whether a stream takes colours: a terminal, unless NO_COLOR or TERM=dumb say otherwise. */
export const hasColors = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY === true && stream.hasColors();

// Later versions of Node look at stdout for themselves; here the stream has been looked at.
export const paintFor = (stream: NodeJS.WriteStream): Paint =>
  hasColors(stream) ? (style, text) => styleText(style, text, { validateStream: false }) : plain;

export function printAnswer(answer: Answer, asJSON: boolean): void {
  const text = asJSON
    ? JSON.stringify(answer.json, null, 2)
    : answer.text(paintFor(process.stdout));
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  process.exitCode = answer.exit ?? 0;
}

// What would move the cursor, change colours or turn text around in a terminal: a payload is
// whatever somebody put there. JSON.stringify escapes the controls below U+0020.
const UNPRINTABLE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Text in quotes, safe to print. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    UNPRINTABLE,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
