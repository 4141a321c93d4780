import { type Command, InvalidArgumentError } from "commander";
import { randomBytes } from "#platform";
import { answering, type CommonOptions, command, integer } from "./command.ts";

interface KeygenOptions extends CommonOptions {
  bytes: number;
  env?: string | true;
}

/** A key as Python's `secrets.token_hex()` makes it: two hex digits for each byte. */
export const makeKey = (bytes = 32): string => Buffer.from(randomBytes(bytes)).toString("hex");

function variable(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return name;
  throw new InvalidArgumentError("Expected the name of a variable, such as FLASK_SECRET_KEY.");
}

export const keygen = (): Command =>
  command(
    "keygen",
    "Make a secret key: random bytes as hex digits, as Python's secrets.token_hex() does.",
    [
      ["keygen", "64 hex digits"],
      ["keygen --env >> .env", "the line for .env: SECRET_KEY=..."],
      ["keygen --env FLASK_SECRET_KEY", "the variable that Flask and configFromEnv() read"],
    ],
  )
    // dewar refuses shorter keys in production.
    .option("--bytes <count>", "how many random bytes, from 16 to 1024", integer(16, 1024), 32)
    .option(
      "--env [name]",
      "print a line for .env; the variable is SECRET_KEY unless you name another",
      variable,
    )
    .action(
      answering(({ bytes, env }: KeygenOptions) => {
        const key = makeKey(bytes);
        const name = env === true ? "SECRET_KEY" : env;
        const line = name === undefined ? key : `${name}=${key}`;
        return { json: { key, bytes, ...(name && { variable: name, line }) }, text: () => line };
      }),
    );
