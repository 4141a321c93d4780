import fc from "fast-check";
import { expect, test } from "vitest";
import { cookiePairs } from "../../src/http/cookie-pairs.ts";
import { cookieValues } from "../../src/http/index.ts";

test("all names in their order, the repeated ones too", () => {
  expect(cookiePairs(' a=1; b\t="x\\073y" ;; c; =d; a=2;__proto__=3')).toEqual([
    { name: "a", value: "1" },
    { name: "b", value: "x;y" },
    { name: "a", value: "2" },
    { name: "__proto__", value: "3" },
  ]);
});

const piece = fc.constantFrom("a", "b", "ab", "=", ";", " ", "\t", '"', "\\073", "\u00a0", ".");
const header = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

test("each name has the values that a session of that name would read", () => {
  fc.assert(
    fc.property(header, (text) => {
      const pairs = cookiePairs(text);
      for (const name of new Set(["a", "b", "ab", ...pairs.map((pair) => pair.name)])) {
        const own = pairs.filter((pair) => pair.name === name).map(({ value }) => value);
        expect(own).toEqual(cookieValues(text, name, 100));
      }
    }),
    { numRuns: 5000 },
  );
});
