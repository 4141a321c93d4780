import { text } from "node:stream/consumers";
import { CommandError } from "../exit.ts";

/** The argument, or stdin if the argument is missing or a dash. */
export async function argumentOrStdin(argument: string | undefined, what: string): Promise<string> {
  if (argument !== undefined && argument !== "-") return argument;
  if (argument === undefined && process.stdin.isTTY)
    throw new CommandError(
      "ERR_MISSING_ARGUMENT",
      `Expected ${what}, got nothing.`,
      `Pass it as an argument, or pipe it in.`,
    );
  return text(process.stdin);
}
