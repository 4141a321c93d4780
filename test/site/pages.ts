// The built pages: what they link to, what they load, and which anchors they have.
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { filesBelow, text } from "../house/source.ts";

type Node = DefaultTreeAdapterTypes.Node;

/** Not where `npm run docs:build` puts it, which may run at the same time. */
export const DIST = "test-results/site";

export interface Page {
  /** `/adapters/express.html` */
  path: string;
  anchors: Set<string>;
  links: string[];
  /** What a browser fetches for it. */
  loads: string[];
  /** How many headings of the first level it has. */
  titles: number;
}

export const readPages = (): Page[] => filesBelow(DIST, ".html").map(readPage);

function readPage(file: string): Page {
  const page: Page = {
    path: file.slice(DIST.length),
    anchors: new Set(),
    links: [],
    loads: [],
    titles: 0,
  };
  walk(parse(text(file)), ({ tag, attributes }) => {
    const { id, href, src } = attributes;
    if (id !== undefined) page.anchors.add(id);
    if (tag === "h1") page.titles++;
    if (tag === "a" && href !== undefined) page.links.push(href);
    if (tag === "link" && href !== undefined) page.loads.push(href);
    if (src !== undefined) page.loads.push(src);
  });
  return page;
}

interface Element {
  tag: string;
  attributes: Record<string, string>;
}

function walk(node: Node, visit: (element: Element) => void): void {
  if ("attrs" in node) {
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    visit({ tag: node.tagName, attributes });
  }
  if ("childNodes" in node) for (const child of node.childNodes) walk(child, visit);
}
