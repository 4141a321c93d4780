// Takes a code block out of a page and runs it as a module, so that a test proves what readers copy.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { allFences, type Fence } from "../docs/fences.ts";
import { root, text } from "../house/source.ts";

const folder = join(root, "test-results/recipes");
let loaded = 0;

/** The blocks under a heading of a page, in their order. */
export function blocksUnder(page: string, heading: string): Fence[] {
  const lines = text(page).split("\n");
  const from = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, "") === heading);
  if (from < 0) throw new Error(`${page} has no heading "${heading}".`);
  const level = /^#+/.exec(lines[from] ?? "")?.[0].length ?? 0;
  const end = lines.findIndex(
    (line, index) => index > from && (/^(#+) /.exec(line)?.[1]?.length ?? 9) <= level,
  );
  const last = end < 0 ? lines.length : end;
  return allFences().filter(({ path, line }) => path === page && line > from + 1 && line <= last);
}

/** The first block of code under a heading. */
export function codeUnder(page: string, heading: string): string {
  const code = blocksUnder(page, heading).find(({ language }) => /^[tj]s$/.test(language))?.code;
  if (code === undefined) throw new Error(`${page} has no code under "${heading}".`);
  return code;
}

/**
 * Runs code of the documentation as a module of its own, and gives what it declares under these
 * names. Each call runs it again.
 */
export async function run<Exports>(code: string, ...names: string[]): Promise<Exports> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${++loaded}.ts`);
  const asked = names.length > 0 ? `\nexport { ${names.join(", ")} };\n` : "";
  writeFileSync(file, `${code}${asked}`);
  try {
    return (await import(pathToFileURL(file).href)) as Exports;
  } finally {
    rmSync(file);
  }
}
