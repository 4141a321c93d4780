import { warn } from "#platform";
import type { SecretKey } from "../itsdangerous/index.ts";
import { SessionOptionsError } from "../session/index.ts";
import { comparableKey, type KeyWeakness, MIN_KEY_BYTES, weaknessOf } from "./key-strength.ts";
import { isProduction } from "./production.ts";

/**
 * Keys from tutorials, templates and well-known breaches, which attackers try first (CVE-2023-27524:
 * the second default key of Apache Superset). `dewar doctor` knows many more.
 */
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
  // Redash, CVE-2021-41192.
  "c292a0a3aa32397cdb050e233733900f",
  // From books, courses and answers on the web; long enough to look like a key.
  "hard to guess string",
  "difficult to guess string",
  "0123456789abcdef",
  "1234567890123456",
  "5791628bb0b13ce0c676dfde280ba245",
  "8BYkEfBA6O6donzWlSihBXox7C0sKR6b",
  "C2HWGVoMGfNTBsrYQg8EcMrdTimkZfAb",
  // From Flask's documentation, the quickstart of several versions.
  '_5#y2L"F4Q8z\n\xec]/',
  "A0Zr98j/3yX R~XHH!jmN]LWX/,?RT",
  "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
]);

let comparable: ReadonlySet<string> | undefined;

/**
 * A guessable key gives no protection. It is a warning in development and an error in production; a
 * long key that repeats itself is a warning in both.
 *
 * @throws {@link SessionOptionsError} in production
 */
export function refuseWeakKey(key: SecretKey, option: string, allowWeakKey: boolean): void {
  if (allowWeakKey) return;
  comparable ??= new Set([...WELL_KNOWN_KEYS].map(comparableKey));
  const weakness = weaknessOf(key, comparable);
  if (weakness === undefined) return;
  const message =
    `${option} expected at least ${MIN_KEY_BYTES} random characters, got ${described(weakness)}: anybody ` +
    "who guesses it can log in as anybody. Make one with generateSecretKey(), or pass allowWeakKey: true if you " +
    "must use this key.";
  if (isProduction() && weakness.kind !== "repetitive") throw new SessionOptionsError(message);
  warn(message, "DEWAR_WEAK_KEY");
}

function described(weakness: KeyWeakness): string {
  switch (weakness.kind) {
    case "well-known":
      return "a well-known key";
    case "short":
      return `a key of ${weakness.length}`;
    case "one-byte":
      return "one character again and again";
    case "repetitive":
      return `a key that repeats itself, worth ${weakness.bits} bits at most`;
  }
}
