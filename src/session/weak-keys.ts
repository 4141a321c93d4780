import { warn } from "#platform";
import type { SecretKey } from "../itsdangerous/index.ts";
import { SessionOptionsError } from "./errors.ts";

// Keys of tutorials, templates and well-known breaches; attackers try these first
// (CVE-2023-27524 was Apache Superset's second one). `dewar doctor` has many more.
/** @internal */
export const WELL_KNOWN_KEYS: ReadonlySet<string> = new Set([
  "dev",
  "secret",
  "secret-key",
  "secret_key",
  "secretkey",
  "dev-secret-key",
  "my-secret-key",
  "my_secret_key",
  "mysecretkey",
  "super secret key",
  "super-secret-key",
  "supersecretkey",
  "changeme",
  "change-me",
  "change_me",
  "keyboard cat",
  "password",
  "you-will-never-guess",
  "this is my secret key",
  "thisisasecretkey",
  "your-secret-key",
  "your_secret_key",
  "your-secret-key-here",
  "replace-this-with-a-secret-key",
  "\x02\x01thisismyscretkey\x01\x02\\e\\y\\y\\h",
  "CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET",
  "thisISaSECRET_1234",
  "YOUR_OWN_RANDOM_GENERATED_SECRET_KEY",
  "TEST_NON_DEV_SECRET",
  // Flask's documentation, the quickstart of several versions.
  '_5#y2L"F4Q8z\n\xec]/',
  "A0Zr98j/3yX R~XHH!jmN]LWX/,?RT",
  "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
]);

const MIN_BYTES = 16;

/**
 * A key that can be guessed signs nothing. In development it is a warning, in production an error.
 *
 * @throws {@link SessionOptionsError} in production
 */
export function refuseWeakKey(key: SecretKey, option: string, allowWeakKey: boolean): void {
  if (allowWeakKey) return;
  const problem =
    typeof key === "string" && WELL_KNOWN_KEYS.has(key)
      ? "a key that everybody knows"
      : key.length < MIN_BYTES
        ? `one of ${key.length}`
        : undefined;
  if (problem === undefined) return;
  const message =
    `${option} expected at least ${MIN_BYTES} random characters, got ${problem}: anybody who guesses it ` +
    "can log in as anybody. Make one with generateSecretKey(), or pass allowWeakKey: true if it " +
    "has to be this one.";
  if (isProduction()) throw new SessionOptionsError(message);
  warn(message, "DEWAR_WEAK_KEY");
}

// Where there is no `process`, nobody said that this is development.
function isProduction(): boolean {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env === undefined || process.env["NODE_ENV"] === "production";
}
