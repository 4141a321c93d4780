// The README: its links lead somewhere, and what it shows is what the documentation's first page shows.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { doors, root, text } from "./source.ts";

const readme = text("README.md");
const firstBlock = (page: string): string => /```ts\n([\s\S]*?)```/.exec(text(page))?.[1] ?? "";

/** The anchors of a page, as GitHub and VitePress make them of its headings. */
const anchors = (page: string): string[] =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );

test("its links and pictures lead to files, and to headings where they name one", () => {
  const links = [...readme.matchAll(/\]\(([^)]+)\)|src="([^"]+)"/g)].map(
    ([, link, picture]) => link ?? picture ?? "",
  );
  const lost = links.filter((link) => {
    const [path = "", anchor] = link.split("#");
    if (!existsSync(join(root, path))) return true;
    return anchor !== undefined && !anchors(text(path)).includes(anchor);
  });
  expect(lost).toEqual([]);
  expect(links.length).toBeGreaterThan(20);
});

test("the code is ten lines, the same as on the documentation's first page", () => {
  const code = firstBlock("README.md");
  expect(code.split("\n").filter(Boolean)).toHaveLength(10);
  expect(firstBlock("docs/index.md")).toBe(code);
});

test("the picture is readable where colours do not follow the page: its text stands on its own ground", () => {
  const picture = text("docs/images/cookie-parts.svg");
  expect(readme).toContain('<img src="docs/images/cookie-parts.svg"');
  const grounds = [
    ...picture.matchAll(/<rect class="\w+-tint" x="0" y="(\d+)" width="420" height="(\d+)"/g),
  ];
  const lines = [...picture.matchAll(/<text [^>]*y="(\d+)"/g)].map(([, y]) => Number(y));
  const outside = lines.filter(
    (y) => !grounds.some(([, top, height]) => y > Number(top) && y < Number(top) + Number(height)),
  );
  expect([grounds.length, lines.length, outside]).toEqual([3, 7, []]);
});

test("counts the adapters", () => {
  const adapters = doors.filter(
    ({ source, name }) => source.startsWith("src/adapters/") && !name.endsWith("/undeclared"),
  );
  expect(readme).toContain(`[${adapters.length} adapters]`);
});
