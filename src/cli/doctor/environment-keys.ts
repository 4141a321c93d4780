import type { SessionOptions } from "../../policy/index.ts";
import { checkKey } from "./key-strength.ts";
import { type Finding, finding } from "./rules.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Examines the keys in the environment: whether there is one, and whether they can be guessed. */
export function keyFindings(
  env: Environment,
  { secretKey, secretKeyFallbacks }: SessionOptions,
): Finding[] {
  const fallbacks = secretKeyFallbacks ?? [];
  const keys: [variable: string, key: unknown][] = [
    ["SECRET_KEY", env["SECRET_KEY"]],
    ["FLASK_SECRET_KEY", secretKey],
    ...fallbacks.map((key, i): [string, unknown] => [`FLASK_SECRET_KEY_FALLBACKS[${i}]`, key]),
  ];
  const found = keys.map(([variable, key]) =>
    typeof key === "string" && key !== "" ? checkKey(key, variable) : undefined,
  );
  if (!secretKey && !env["SECRET_KEY"])
    found.push(
      finding(
        "key-missing",
        "error",
        "Neither FLASK_SECRET_KEY nor SECRET_KEY is set.",
        "Make one with dewar keygen --env FLASK_SECRET_KEY.",
      ),
    );
  if (fallbacks.length > 2)
    found.push(
      finding(
        "key-fallbacks",
        "note",
        `FLASK_SECRET_KEY_FALLBACKS holds ${fallbacks.length} keys.`,
        "Remove the keys whose sessions have ended: a session lasts PERMANENT_SESSION_LIFETIME, 31 days by default.",
      ),
    );
  return found.filter((each) => each !== undefined);
}
