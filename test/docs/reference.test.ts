// The reference pages are complete: every option, every code of an error or a warning, and no other.
import ts from "typescript";
import { expect, test } from "vitest";
import { parse, sources, text, walk } from "../house/source.ts";

/** The members of an interface, in the order in which they are declared. */
function membersOf(path: string, name: string): string[] {
  const found: string[] = [];
  walk(parse(path), (node) => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === name)
      for (const member of node.members) found.push(member.name?.getText() ?? "");
  });
  return found;
}

/** What the first cells of a page's tables name in backticks, under the headings that match. */
function namedIn(page: string, name: RegExp, headings = /./): string[] {
  return text(page)
    .split(/^(?=#{2,3} )/m)
    .filter((section) => headings.test(section.split("\n", 1)[0] ?? ""))
    .flatMap((section) => section.split("\n").filter((line) => line.startsWith("| `")))
    .map((row) => row.split(/(?<!\\)\|/)[1] ?? "")
    .flatMap((cell) => [...cell.matchAll(/`([^`(]+)[^`]*`/g)].map(([, found = ""]) => found))
    .filter((found) => name.test(found));
}

const code = sources.filter((path) => path !== "src/inspector/html.ts").map(text);
const codesInSource = (pattern: RegExp): string[] =>
  [...new Set(code.flatMap((source) => source.match(pattern) ?? []))].sort();

/** The rows of the options' tables, each as its cells, by the heading above. */
function optionRows(): Map<string, string[][]> {
  const [, section = ""] =
    /^## The options\n([\s\S]*?)^## /m.exec(text("docs/configuration.md")) ?? [];
  const tables = section.split(/^### /m).map((part): [string, string[][]] => {
    const [heading = "", ...lines] = part.split("\n");
    const rows = lines.filter((line) => line.startsWith("| `"));
    return [
      heading,
      rows.map((row) =>
        row
          .split(/(?<!\\)\|/)
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
    ];
  });
  return new Map(tables);
}

const COMPLETE = ["Keys", "Lifetime", "The cookie", "The signature"];

test("docs/configuration.md has every option once", () => {
  const own = membersOf("src/policy/options.ts", "SessionOptions");
  const cookie = membersOf("src/policy/options.ts", "CookieOptions").map((n) => `cookie.${n}`);
  expect(own).toContain("secretKey");
  const rows = [...COMPLETE, "What you are told"].flatMap((name) => optionRows().get(name) ?? []);
  const documented = rows.map(([name = ""]) => /^`([\w.]+)/.exec(name)?.[1]);
  expect(documented.sort()).toEqual([...own.filter((name) => name !== "cookie"), ...cookie].sort());
});

test.each(COMPLETE)(
  "%s: type, default, what is refused and Flask's name of each option",
  (name) => {
    const rows = optionRows().get(name) ?? [];
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter((row) => row.length !== 5 || row.includes(""))).toEqual([]);
  },
);

test("docs/errors.md has every code of an error once", () => {
  const inSource = codesInSource(/(?<=")ERR_(?!HTTP_)[A-Z_]+(?=")/g);
  expect(inSource.length).toBeGreaterThan(30);
  expect(namedIn("docs/errors.md", /^ERR_/).sort()).toEqual(inSource);
});

test("docs/errors.md has every code of a warning once", () => {
  const inSource = codesInSource(/(?<=")DEWAR_[A-Z_]+(?=")/g);
  expect(inSource.length).toBeGreaterThan(4);
  expect(namedIn("docs/errors.md", /^DEWAR_/, /Warnings/).sort()).toEqual(inSource);
});

test("each error of a session has its class beside its code", () => {
  const pairs = new Map<string, string>();
  for (const source of code)
    for (const [, body = ""] of source.matchAll(/class \w+ extends \w*Error \{([\s\S]*?)\n\}/g)) {
      const found = /code(?:: \w+)? = "(ERR_[A-Z_]+)"/.exec(body)?.[1];
      const name = /override name = "(\w+)"/.exec(body)?.[1];
      if (found !== undefined && name !== undefined) pairs.set(found, name);
    }
  const documented = [
    ...text("docs/errors.md").matchAll(/^\| `(ERR_[A-Z_]+)` \| `(\w+Error)` \|/gm),
  ];
  expect(documented.length).toBeGreaterThan(11);
  for (const [, of = "", name] of documented) expect([of, name]).toEqual([of, pairs.get(of)]);
});
