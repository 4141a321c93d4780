import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COOKIE_DEFAULTS, DEFAULTS } from "../../src/policy/defaults.ts";

const source = readFileSync(new URL("../../src/policy/options.ts", import.meta.url), "utf8");

/** What the comment of an option says of its default. */
function documented(option: string): string {
  const comment =
    new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*${option}\\?:`).exec(source)?.[1] ?? "";
  return (
    /Default (?:`([^`]+)`|(\d+))/
      .exec(comment.replace(/\s*\n\s*\*/g, ""))
      ?.slice(1)
      .join("") ?? ""
  );
}

/** A value as the documentation writes it. */
const written = (value: unknown): string =>
  JSON.stringify(value).replace(/^\{"(\w+)":(\d+)\}$/, "{ $1: $2 }");

describe("the default that an option has is the one that its documentation names", () => {
  test.each(Object.entries({ ...DEFAULTS, ...COOKIE_DEFAULTS }))("%s: %j", (option, value) => {
    expect(documented(option)).toBe(written(value));
  });
});
