// Every link of the documentation leads somewhere, and no page fetches anything from elsewhere.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../house/source.ts";
import { DIST, readPages } from "./pages.ts";

const HOST = "http://docs.test";
const pages = readPages();
const byPath = new Map(pages.map((page) => [page.path, page]));
const isOutside = (link: string): boolean => new URL(link, HOST).origin !== HOST;

/** What is wrong with a link on a page, if anything. */
function problemWith(link: string, from: string): string | undefined {
  const { pathname, hash } = new URL(link, HOST + from);
  const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  const page = byPath.get(path);
  if (page === undefined) {
    return existsSync(join(root, DIST, path))
      ? undefined
      : `${from} links to ${link}: no such page`;
  }
  const anchor = decodeURIComponent(hash.slice(1));
  if (anchor === "" || page.anchors.has(anchor)) return undefined;
  return `${from} links to ${link}: no such heading`;
}

test("there are the pages", () => {
  expect(pages.length).toBeGreaterThan(50);
});

// VitePress goes on where a page could not be rendered, and leaves it empty.
test("every page has one title", () => {
  const odd = pages.filter(({ path, titles }) => titles !== 1 && path !== "/404.html");
  expect(odd.map(({ path, titles }) => `${path} has ${titles}`)).toEqual([]);
});

test("every link leads to a page, and to a heading where it names one", () => {
  const problems = pages.flatMap(({ path, links }) =>
    links.filter((link) => !isOutside(link)).flatMap((link) => problemWith(link, path) ?? []),
  );
  expect([...new Set(problems)]).toEqual([]);
});

test("no page loads anything from elsewhere", () => {
  const found = pages.flatMap(({ path, loads }) =>
    loads.filter(isOutside).map((url) => `${path} loads ${url}`),
  );
  expect(found).toEqual([]);
});
