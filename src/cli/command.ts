import { Command, InvalidArgumentError } from "commander";
import { type Answer, printAnswer } from "./output.ts";

/** The options of every command. */
export interface CommonOptions {
  json?: true;
}

/** An example in the help: a command line and its purpose. */
export type Example = readonly [line: string, purpose: string];

/** Makes a command: with --json, and with examples below its help. */
export function command(name: string, summary: string, examples: readonly Example[]): Command {
  const lines = examples.map(([line, purpose]) => `  # ${purpose}\n  $ dewar ${line}`);
  return new Command(name)
    .description(summary)
    .summary(firstSentence(summary))
    .option("--json", "print the answer as one JSON document")
    .addHelpText("after", () => `\nExamples:\n${lines.join("\n")}`);
}

const firstSentence = (text: string): string => text.replace(/[.:] .*$/s, "").replace(/\.$/, "");

/** Prints the answer of a command. Commander passes arguments, then options, then the command. */
export function answering<Args extends unknown[], Options extends CommonOptions>(
  answer: (...args: [...Args, Options]) => Answer | Promise<Answer>,
): (...args: [...Args, Options, Command]) => Promise<void> {
  return async (...args) => {
    const options = args.at(-2) as Options;
    const rest = args.slice(0, -1) as [...Args, Options];
    printAnswer(await answer(...rest), options.json === true);
  };
}

/** Reads a whole number. */
export function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}
