import { styleText } from "node:util";
import { printable } from "../token/index.ts";

export { quoted } from "../token/index.ts";

/** Colours a piece of text, if the output has colours. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** The answer of a command, for programs and for people. */
export interface Answer {
  /** For programs: `--json` prints it. */
  readonly json: unknown;
  /** For people. */
  readonly text: (paint: Paint) => string;
  /** The exit code. Default 0. */
  readonly exit?: number;
}

export const plain: Paint = (_style, text) => text;

/** Whether a stream has colours: it is a terminal, and neither NO_COLOR nor TERM=dumb is set. */
export const hasColors = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY === true && stream.hasColors();

// Newer versions of Node check stdout themselves; here the stream was checked already.
export const paintFor = (stream: NodeJS.WriteStream): Paint =>
  hasColors(stream) ? (style, text) => styleText(style, text, { validateStream: false }) : plain;

export function printAnswer(answer: Answer, asJSON: boolean): void {
  const text = asJSON
    ? JSON.stringify(answer.json, null, 2)
    : answer.text(paintFor(process.stdout));
  print(process.stdout, text);
  process.exitCode = answer.exit ?? 0;
}

// The escape sequences that paint() writes around a text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with one
const STYLES = /(\x1b\[[\d;]*m)/;

/**
 * Writes lines to a terminal, a file or a pipe. Text from others is already quoted where it is inserted.
 * This is a second safeguard: the only control characters that leave the process are line breaks and
 * our own colours.
 */
export function print(stream: NodeJS.WriteStream, text: string): void {
  const pieces = hasColors(stream) ? text.split(STYLES) : [text];
  const safe = pieces.map((piece, i) => (i % 2 === 1 ? piece : printable(piece))).join("");
  stream.write(safe.endsWith("\n") ? safe : `${safe}\n`);
}
