import { styleText } from "node:util";
import { printable } from "../token/index.ts";

export { quoted } from "../token/index.ts";

/** Colours a piece of text, where there are colours. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** What a command answers, for programs and for people. */
export interface Answer {
  /** For programs: `--json` prints it. */
  readonly json: unknown;
  /** For people. */
  readonly text: (paint: Paint) => string;
  /** The exit code. Default 0. */
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
  print(process.stdout, text);
  process.exitCode = answer.exit ?? 0;
}

// What paint() writes around a piece of text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with one
const STYLES = /(\x1b\[[\d;]*m)/;

/**
 * Writes lines to a terminal, a file or a pipe. Foreign text is quoted where it is put in; this is
 * the second lock: no control character but a line break and our own colours leaves the process.
 */
export function print(stream: NodeJS.WriteStream, text: string): void {
  const pieces = hasColors(stream) ? text.split(STYLES) : [text];
  const safe = pieces.map((piece, i) => (i % 2 === 1 ? piece : printable(piece))).join("");
  stream.write(safe.endsWith("\n") ? safe : `${safe}\n`);
}
