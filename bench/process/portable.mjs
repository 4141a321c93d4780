// dewar as an edge runtime gets it: bundled with the import condition of one, so that the pure
// JavaScript platform stands in for node:crypto and node:zlib. Bundled, so that both platforms run
// in one process, and their ratio comes from one run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

export async function portableInterface() {
  const folder = mkdtempSync(join(tmpdir(), "dewar-bench-"));
  try {
    const outfile = join(folder, "portable.mjs");
    await build({
      stdin: { contents: 'export * from "dewar"', resolveDir: import.meta.dirname },
      bundle: true,
      format: "esm",
      platform: "neutral",
      mainFields: ["module", "main"],
      conditions: ["workerd"],
      outfile,
    });
    const { SecureCookieSessionInterface } = await import(pathToFileURL(outfile).href);
    return SecureCookieSessionInterface;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
