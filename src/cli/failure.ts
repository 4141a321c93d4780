import { CommanderError } from "commander";
import { SessionOptionsError } from "../session/index.ts";
import { CommandError, EXIT } from "./exit.ts";
import { paintFor, print } from "./output.ts";

/** Reports an error, on stderr for people or on stdout for programs, and returns the exit code. */
export function reportError(error: unknown, asJSON: boolean): number {
  // Help or version: they have been printed.
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
  // No command: the help went to stderr.
  if (error instanceof CommanderError && error.code === "commander.help") return EXIT.usage;
  const { code, message, fix, exit } = explain(error);
  if (asJSON) print(process.stdout, JSON.stringify({ error: { code, message, fix } }, null, 2));
  else {
    const paint = paintFor(process.stderr);
    print(process.stderr, `${paint("red", "error")} ${message} ${paint("dim", `(${code})`)}`);
    print(process.stderr, `${paint("cyan", "fix")}   ${fix}`);
  }
  return exit;
}

function explain(error: unknown): Pick<CommandError, "code" | "message" | "fix" | "exit"> {
  if (error instanceof CommandError) return error;
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, "").replace(/\n/g, " ");
    return {
      code: "ERR_USAGE",
      message: message.charAt(0).toUpperCase() + message.slice(1),
      fix: "dewar --help and dewar COMMAND --help list commands and options.",
      exit: EXIT.usage,
    };
  }
  if (error instanceof SessionOptionsError) {
    const { code, message } = error;
    return { code, message, fix: "Change that option or variable.", exit: EXIT.usage };
  }
  // The stack can be shown: messages of dewar never hold a cookie or a key.
  const stack =
    error instanceof Error ? (error.stack ?? error.message) : "an unknown value was thrown";
  return {
    code: "ERR_INTERNAL",
    message: `dewar failed: ${stack}`,
    fix: "This is a bug: please report it with the command line, but without the key.",
    exit: EXIT.internal,
  };
}
