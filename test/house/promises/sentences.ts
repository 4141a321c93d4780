// The sentences of the documentation that promise something, as far as words tell.
import { filesBelow, text } from "../source.ts";

/** What people rely on is said in these words; so is some advice, which ASIDES lists. */
const WORDS =
  /\b(never|always|every|throws?|refuse[sd]?|reject(?:s|ed)?|cannot|nothing|nobody|at start-up|an error)\b/i;
const ERRORS = /`[A-Z]\w*Error`/;

// Measured, generated or included, and why things are so: none of it speaks to those who build on it.
const ELSEWHERE = /^docs\/(performance\.md|security\.md|(decisions|api)\/)/;

export const PAGES: readonly string[] = [
  "README.md",
  "SECURITY.md",
  ...filesBelow("docs", ".md").filter((path) => !ELSEWHERE.test(path)),
];

/** White space and line breaks do not count. */
export const plain = (words: string): string => words.replace(/\s+/g, " ").trim();

const prose = (markdown: string): string =>
  markdown
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/^( *)```[\s\S]*?^\1```$/gm, "")
    // The heads of tables are names of columns.
    .replace(/^\|.*\|\n(?=\|[-| ]+\|$)/gm, "");

/** A row of a table is one sentence; a paragraph is cut behind full stops and colons. */
function sentencesOf(line: string): string[] {
  if (line.startsWith("|")) return [line];
  // Code is one word.
  const whole = line.replace(/`[^`]+`/g, (code) => code.replaceAll(" ", "\u00a0"));
  return whole.split(/(?<=[.!?:]["”)]?\**)[ \t]+(?=[A-Z`"*[])/);
}

// Rows that promise something in whatever words: threats and answers, what is done, differences.
const ANSWERS: Readonly<Record<string, RegExp>> = {
  "SECURITY.md": /^\| /,
  "docs/owasp.md": /^\| [^|]*\| done/,
  "README.md": /^\| /,
  "docs/differences.md": /^\| /,
};

export interface Sentence {
  where: string;
  sentence: string;
}

export const promising = (): Sentence[] =>
  PAGES.flatMap((where) =>
    prose(text(where))
      .split("\n")
      .flatMap(sentencesOf)
      .map(plain)
      .filter(
        (sentence) =>
          WORDS.test(sentence) || ERRORS.test(sentence) || ANSWERS[where]?.test(sentence),
      )
      .map((sentence) => ({ where, sentence })),
  );
