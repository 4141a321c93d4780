// Halves of surrogate pairs, which Python's text can hold and UTF-8 cannot.
import { quote } from "../../src/json/python-text.ts";

/** Whether no text in the value, and no name, has half of a surrogate pair. */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, each]) => key.isWellFormed() && isWellFormed(each));
}

/** JSON text with U+FFFD for each half, and everything else as it was. */
export function wellFormedJSON(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, (string) =>
    quote((JSON.parse(string) as string).toWellFormed(), true),
  );
}
