import type { Command } from "commander";

/** A word that can be typed, and its purpose. */
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
  /** The possible first arguments, if they are known. */
  readonly choices: readonly string[];
}

/** Everything that can be completed. It is read from the commands themselves, so it cannot be out of date. */
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
