import type { Command } from "commander";

/** A word that can be typed, and what it is for. */
export interface OptionWord {
  readonly flag: string;
  readonly about: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

export interface CommandWord {
  readonly name: string;
  readonly about: string;
  readonly options: readonly OptionWord[];
  /** What its first argument may be, where that is known. */
  readonly choices: readonly string[];
}

/** Everything there is to complete: read off the commands themselves, so that it cannot be stale. */
export function wordsOf(program: Command): CommandWord[] {
  return program.commands.map((command) => ({
    name: command.name(),
    about: command.summary(),
    choices: command.registeredArguments[0]?.argChoices ?? [],
    options: [
      ...command.options.map((option) => ({
        flag: option.long ?? "",
        about: option.description,
        takesValue: option.required,
        choices: option.argChoices ?? [],
      })),
      { flag: "--help", about: "show help", takesValue: false, choices: [] },
    ],
  }));
}
