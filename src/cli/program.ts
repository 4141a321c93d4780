import { Command } from "commander";
import { completion } from "./completion.ts";
import { decode } from "./decode.ts";
import { doctor } from "./doctor.ts";
import { inspect } from "./inspect.ts";
import { keygen } from "./keygen.ts";
import { hasColors, paintFor } from "./output.ts";
import { rotate } from "./rotate.ts";
import { sign } from "./sign.ts";
import { verify } from "./verify.ts";
import { version } from "./version.ts";

const COMMANDS = [keygen, decode, verify, sign, rotate, doctor, inspect, completion];

const AFTER = `
The secret key comes from SECRET_KEY or FLASK_SECRET_KEY, or from a prompt without echo;
it is never printed. A cookie is a bare value, a Cookie: or Set-Cookie: line, or "-" for stdin.

Exit codes:
  0   done; verified; nothing found
  1   the answer is no: not verified, expired, unreadable, something found
  2   a mistake in the command line, or no key
  3   the network or a file failed
  70  a bug in dewar

Examples:
  # make a key for .env
  $ dewar keygen --env >> .env
  # show what is in a cookie
  $ dewar decode eyJhIjoxfQ.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74
  # find out how an application's session cookie could be safer
  $ dewar doctor http://127.0.0.1:5000/login

dewar COMMAND --help shows more about each command.`;

/** The whole command line. Errors are thrown and reported in one place. */
export function makeProgram(): Command {
  const paint = paintFor(process.stdout);
  const program = new Command("dewar")
    .description("Read, verify, make and examine Flask's signed session cookies.")
    .version(version, "-V, --version")
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      outputError: () => undefined,
      getOutHasColors: () => hasColors(process.stdout),
      getErrHasColors: () => hasColors(process.stderr),
    })
    .configureHelp({
      styleTitle: (text) => paint("bold", text),
      styleCommandText: (text) => paint("cyan", text),
      styleSubcommandText: (text) => paint("cyan", text),
      styleOptionText: (text) => paint("cyan", text),
      styleArgumentText: (text) => paint("yellow", text),
    })
    .addHelpText("after", AFTER);
  for (const make of COMMANDS) program.addCommand(make(program).copyInheritedSettings(program));
  return program;
}
