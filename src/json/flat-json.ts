import { isPlainObject } from "./dumps.ts";

// What Python escapes and JSON.stringify does not; and half of a surrogate pair, which Python cannot print.
const ESCAPED_BY_PYTHON = /[\u007f-\uffff]|\\ud/;

/**
 * Writes what most sessions are, with JSON.stringify: an object of ASCII text, whole numbers, booleans
 * and null. It is five times as fast as the writer, and the text is the same.
 *
 * @param tags - an object whose only key is one of these needs an escape
 * @returns `undefined` for any other value
 */
export function flatJSON(value: unknown, tags: ReadonlyMap<string, unknown>): string | undefined {
  if (typeof value !== "object" || value === null || !isPlainObject(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length === 1 && tags.has(keys[0] as string)) return undefined;
  let last = "";
  let sorted = true;
  for (const key of keys) {
    if (!keepsItsPlace(key) || !isPlain(value[key])) return undefined;
    if (key < last) sorted = false;
    last = key;
  }
  const json = JSON.stringify(sorted ? value : inOrder(value, keys));
  return ESCAPED_BY_PYTHON.test(json) ? undefined : json;
}

/** False for integer-like keys, which JavaScript moves to the front, and `__proto__`. */
function keepsItsPlace(key: string): boolean {
  const first = key.charCodeAt(0);
  return !(first >= 48 && first <= 57) && key !== "__proto__";
}

function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0);
    default:
      return value === null;
  }
}

function inOrder(data: Readonly<Record<string, unknown>>, keys: readonly string[]): object {
  const ordered: Record<string, unknown> = {};
  for (const key of [...keys].sort()) ordered[key] = data[key];
  return ordered;
}
