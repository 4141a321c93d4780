// tsc leaves behind what it once made of a file that is gone: such a file would be published.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath, entry.name);
  const source = relative(dist, file).replace(/(\.d)?\.[jt]s(\.map)?$/, ".ts");
  if (!existsSync(join(root, "src", source))) rmSync(file);
}
