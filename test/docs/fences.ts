// Finds the fenced code blocks of the documentation and of the doc comments.
//
// A fence is ```<language> <annotations>. Annotations:
//   continues   goes on where the previous block of the page ended: both are one program
//   no-run      is compiled, but not run
//   no-check    somebody else's code, or not code at all: only shown
// What says one of the last two stands in set-aside.ts, with the test that runs it after all.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, root, sources, text } from "../house/source.ts";

export const ANNOTATIONS = ["continues", "no-run", "no-check"];
export const LANGUAGES = [
  "ts",
  "js",
  "cjs",
  "sh",
  "jinja",
  "json",
  "yaml",
  "python",
  "text",
  "http",
  "html",
];

export interface Fence {
  path: string;
  /** The line of the first line of code. */
  line: number;
  language: string;
  annotations: string[];
  code: string;
}

const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
  .filter((path) => existsSync(join(root, path)))
  .concat(filesBelow("docs", ".md"), filesBelow("examples", "README.md"))
  // docs/api is made of the doc comments, which are read where they stand.
  .filter((path) => !path.includes("/node_modules/") && !path.startsWith("docs/api/"));

export function allFences(): Fence[] {
  return [
    ...pages.flatMap((path) => fencesOf(path, text(path))),
    ...sources.flatMap((path) => fencesOf(path, docComments(text(path)))),
  ];
}

/** The doc comments of a source file, without their stars, on the lines where they stand. */
function docComments(source: string): string {
  const found = [...source.matchAll(/\/\*\*[\s\S]*?\*\//g)];
  let position = 0;
  let out = "";
  for (const match of found) {
    out += source.slice(position, match.index).replace(/[^\n]/g, "");
    out += match[0].replace(/^[ \t]*\*(?!\/) ?/gm, "");
    position = match.index + match[0].length;
  }
  return out;
}

function fencesOf(path: string, markdown: string): Fence[] {
  const found: Fence[] = [];
  let open: { indent: string; marker: string; fence: Fence } | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    const match = /^(\s*)(`{3,}|~{3,})\s*(.*)$/.exec(line);
    if (open) {
      if (match?.[2]?.startsWith(open.marker) && !match[3]) {
        found.push(open.fence);
        open = undefined;
      } else {
        const { indent, fence } = open;
        fence.code += `${line.startsWith(indent) ? line.slice(indent.length) : line}\n`;
      }
    } else if (match) {
      const [, indent = "", marker = "", info = ""] = match;
      const [language = "", ...annotations] = info.trim().split(/\s+/);
      open = { indent, marker, fence: { path, line: index + 2, language, annotations, code: "" } };
    }
  }
  if (open) throw new Error(`${path}:${open.fence.line} opens a code block that nothing closes`);
  return found;
}

/** One program: a block and those that continue it. */
export interface Program {
  name: string;
  language: string;
  runs: boolean;
  parts: Fence[];
  code: string;
}

export function programs(fences: Fence[], language: string): Program[] {
  const found: Program[] = [];
  for (const fence of fences) {
    if (fence.language !== language || fence.annotations.includes("no-check")) continue;
    const last = found.at(-1);
    if (!fence.annotations.includes("continues")) {
      const name = `${fence.path}:${fence.line}`;
      found.push({ name, language, runs: true, parts: [fence], code: fence.code });
    } else if (last?.parts[0]?.path === fence.path) {
      last.parts.push(fence);
      last.code += fence.code;
    } else throw new Error(`${fence.path}:${fence.line} continues, but nothing is before it`);
  }
  for (const program of found) {
    program.runs = !program.parts.some((part) => part.annotations.includes("no-run"));
  }
  return found;
}

/** Where a line of a program stands in its page. */
export function placeOf(program: Program, line: number): string {
  let rest = line;
  for (const part of program.parts) {
    const lines = part.code.split("\n").length - 1;
    if (rest < lines) return `${part.path}:${part.line + rest}`;
    rest -= lines;
  }
  return program.name;
}
