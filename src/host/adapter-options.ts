import { own } from "../json/index.ts";
import { isSessionOption } from "../policy/index.ts";
import { SessionOptionsError } from "../session/index.ts";

/** Checks an option's value. Returns what was expected if the value is wrong. */
type Check = (value: unknown) => string | undefined;

type OptionName = "property" | "onError" | "context";

const CHECKS: Readonly<Record<OptionName, Check>> = {
  property: (value) =>
    typeof value === "string" && value !== "" ? undefined : 'a name such as "flask"',
  onError: (value) => (typeof value === "function" ? undefined : "a function"),
  context: (value) =>
    typeof value === "object" && value !== null ? undefined : "the result of createContext()",
};

/**
 * Checks the options that an adapter takes besides those of its sessions. An unknown option is an
 * error, because otherwise it would silently have no effect.
 *
 * @param given - what the application passed
 * @param names - the options that exist
 * @returns the object's own members
 * @throws {@link SessionOptionsError}
 */
export function adapterOptions<Options extends object>(
  given: Options,
  names: readonly OptionName[] = ["property"],
): Options {
  const got: unknown = given;
  const example = `{ ${names[0]}: ... }`;
  if (typeof got !== "object" || got === null || Array.isArray(got))
    throw new SessionOptionsError(
      `session expected options such as ${example} as its last argument, got ${described(got)}.`,
    );
  const options = own(given);
  for (const [name, value] of Object.entries(options)) {
    if (!names.includes(name as OptionName)) throw unknown(name, names);
    const expected = value === undefined ? undefined : CHECKS[name as OptionName](value);
    if (expected !== undefined)
      throw new SessionOptionsError(`${name} expected ${expected}, got ${described(value)}.`);
  }
  return options;
}

function unknown(name: string, names: readonly string[]): SessionOptionsError {
  const shown = JSON.stringify(name);
  return new SessionOptionsError(
    isSessionOption(name)
      ? `${shown} is an option of the session. Put it into the first argument of session, next to secretKey.`
      : `${shown} is not an option of the adapter. The options here are ${names.join(", ")}.`,
  );
}

function described(value: unknown): string {
  if (value === null) return "null";
  if (value === "") return "empty text";
  return Array.isArray(value) ? "a list" : typeof value === "string" ? "text" : typeof value;
}
