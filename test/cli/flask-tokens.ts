import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { PYTHON } from "./dewar.ts";

type Name =
  | ("session" | "rich" | "compressed" | "sha512" | "concat" | "own_salt" | "old" | "ahead")
  | ("timed" | "untimed" | "signer" | "sid" | "remember" | "csrf");

/** Tokens that real Flask and its extensions have signed with this key. */
export function flaskTokens(secretKey: string): Record<Name, string> {
  const script = fileURLToPath(new URL("./tokens.py", import.meta.url));
  return JSON.parse(execFileSync(PYTHON, [script, secretKey], { encoding: "utf8" }));
}
