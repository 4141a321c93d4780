// Builds the documentation; VitePress itself fails on a link to a page that is not there.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { root } from "../house/source.ts";
import { DIST } from "./pages.ts";

export default async function build(): Promise<void> {
  const to = ["--", "--outDir", `../${DIST}`];
  await promisify(execFile)("npm", ["run", "build", "--prefix", "docs", "--silent", ...to], {
    cwd: root,
  });
}
