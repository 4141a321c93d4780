// What the documentation promises is listed, once, with the test that tries to break it.
import { describe, expect, test } from "vitest";
import { namedTests } from "./named-tests.ts";
import { ADVICE, FACTS, OTHERS } from "./promises/asides.ts";
import { CONFIGURING } from "./promises/configuring.ts";
import { FORMATS } from "./promises/formats.ts";
import { KEYS } from "./promises/keys.ts";
import { OTHER_LIBRARIES } from "./promises/others.ts";
import { READING } from "./promises/reading.ts";
import { SAVING } from "./promises/saving.ts";
import { plain, promising } from "./promises/sentences.ts";
import { text } from "./source.ts";

const PROMISES = [...READING, ...KEYS, ...SAVING, ...CONFIGURING, ...FORMATS, ...OTHER_LIBRARIES];
const listed = [
  ...PROMISES.map(({ promise, where }) => ({ words: plain(promise), where })),
  ...[...ADVICE, ...OTHERS, ...FACTS].map(({ aside, where }) => ({ words: plain(aside), where })),
];

describe("a test tries to break it", () => {
  const named = PROMISES.map(
    (each) => [`${each.where.join(", ")}: ${each.promise}`, each] as const,
  );
  test.each(named)("%s", (_, { test: [file, name] }) => {
    expect([...namedTests(file)]).toContain(name);
  });
});

test("what is listed still stands where the list says", () => {
  const gone = listed.flatMap(({ words, where }) =>
    where.filter((page) => !plain(text(page)).includes(words)).map((page) => `${page}: ${words}`),
  );
  expect(gone).toEqual([]);
  expect(listed.filter(({ where }) => where.length === 0)).toEqual([]);
});

test("an aside is a sentence that would be missed otherwise", () => {
  const sentences = promising();
  const idle = [...ADVICE, ...OTHERS, ...FACTS].flatMap(({ aside, where }) =>
    where
      .filter(
        (page) => !sentences.some((s) => s.where === page && s.sentence.includes(plain(aside))),
      )
      .map((page) => `${page}: ${aside}`),
  );
  expect(idle).toEqual([]);
});

test("nothing is listed twice for a page", () => {
  const keys = listed.flatMap(({ words, where }) => where.map((page) => `${page}: ${words}`));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test("every sentence that promises something is listed", () => {
  const missing = promising().filter(
    ({ where, sentence }) =>
      !listed.some((each) => each.where.includes(where) && sentence.includes(each.words)),
  );
  expect(missing.map(({ where, sentence }) => `${where}: ${sentence}`)).toEqual([]);
});
