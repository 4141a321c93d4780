import { styleText } from "node:util";

export { quoted } from "../token/index.ts";

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
