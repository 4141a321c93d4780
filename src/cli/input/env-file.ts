import { readFileSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { configFromEnv } from "../../policy/index.ts";
import { CommandError, EXIT } from "../exit.ts";
import { quoted } from "../output.ts";

const LINE = /^(\s*(?:export\s+)?)(\w+)=(.*?)(\r?)$/;

/**
 * Replaces the key in a file of variables. A planned rotation keeps the old key as a fallback. After a
 * leak, the old key and the other fallbacks are removed.
 *
 * @returns the names of the variables that changed
 */
export function rotateFile(file: string, key: string, leaked: boolean): string[] {
  const path = attempt(file, () => realpathSync(file));
  const lines = attempt(file, () => readFileSync(path, "utf8")).split("\n");
  const values = new Map<string, string>();
  for (const line of lines) {
    const [, , name, text = ""] = LINE.exec(line) ?? [];
    if (name !== undefined) values.set(name, unquoted(text));
  }
  const changes: Changes = new Map();
  const flaskKey = values.get("FLASK_SECRET_KEY");
  if (flaskKey && !leaked) {
    const { secretKey, secretKeyFallbacks } = configFromEnv(Object.fromEntries(values));
    const fallbacks = JSON.stringify([...(secretKeyFallbacks ?? []), secretKey]);
    changes.set("FLASK_SECRET_KEY_FALLBACKS", `'${fallbacks.replaceAll("'", "\\u0027")}'`);
  }
  if (flaskKey) changes.set("FLASK_SECRET_KEY", key);
  const ownKey = values.get("SECRET_KEY");
  if (ownKey && !leaked) changes.set("OLD_SECRET_KEY", requoted(ownKey));
  if (ownKey) changes.set("SECRET_KEY", key);
  if (changes.size === 0)
    throw new CommandError(
      "ERR_NO_KEY",
      `Expected SECRET_KEY or FLASK_SECRET_KEY in ${quoted(file)}, found neither.`,
      "Make a first key with dewar keygen --env.",
    );
  if (leaked) for (const name of FALLBACKS) if (values.has(name)) changes.set(name, undefined);
  attempt(file, () => replace(path, rewritten(lines, changes)));
  return [...changes.keys()];
}

const FALLBACKS = ["FLASK_SECRET_KEY_FALLBACKS", "OLD_SECRET_KEY"];

/** New values by variable; `undefined` removes the line. */
type Changes = Map<string, string | undefined>;

/** Changes the lines of existing variables in place. New variables come first. */
function rewritten(lines: string[], changes: Changes): string {
  const left = new Map(changes);
  const changed = lines.flatMap((line) => {
    const [, lead = "", name = "", , end = ""] = LINE.exec(line) ?? [];
    if (!changes.has(name)) return [line];
    left.delete(name);
    const value = changes.get(name);
    return value === undefined ? [] : [`${lead}${name}=${value}${end}`];
  });
  return [...[...left].map(([name, value]) => `${name}=${value}`), ...changed].join("\n");
}

/** Writes the file completely or not at all: half a file might have no key. */
function replace(path: string, content: string): void {
  const temporary = `${path}.${process.pid}.new`;
  writeFileSync(temporary, content, { mode: statSync(path).mode & 0o777, flag: "wx" });
  renameSync(temporary, path);
}

/** The value as dotenv reads it: without quotes, and without a comment after an unquoted value. */
function unquoted(text: string): string {
  const [, , inQuotes] = /^\s*(["'])(.*)\1\s*(?:#.*)?$/.exec(text) ?? [];
  return inQuotes ?? text.replace(/\s+#.*$/, "").trim();
}

const requoted = (text: string): string =>
  /^[\w.+/=-]*$/.test(text) ? text : text.includes("'") ? `"${text}"` : `'${text}'`;

function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code = "an unknown error" } = error as NodeJS.ErrnoException;
    throw new CommandError(
      "ERR_FILE",
      `${quoted(file)} cannot be read and written: ${code}.`,
      "Check its path and its permissions.",
      EXIT.unavailable,
    );
  }
}
