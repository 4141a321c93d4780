// Bundles the inspector's page into one text, src/inspector/html.ts: the markup, the style and the
// script, and the policy that lets nothing else run and nothing leave.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = `${root}src/inspector/page/`;
const target = `${root}src/inspector/html.ts`;

const options = {
  bundle: true,
  minify: true,
  write: false,
  target: ["es2023", "safari17", "chrome115", "firefox115"],
  logLevel: /** @type {const} */ ("warning"),
};
const [script, style] = await Promise.all([
  build({
    ...options,
    entryPoints: [`${page}main.ts`],
    format: "esm",
    // What the "browser" condition of package.json names, before it is compiled.
    alias: { "#platform": `${root}src/platform/portable.ts` },
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["browser"],
    charset: "utf8",
  }).then(({ outputFiles }) => outputFiles?.[0]?.text.trim() ?? ""),
  build({ ...options, entryPoints: [`${page}style.css`] }).then(
    ({ outputFiles }) => outputFiles?.[0]?.text.trim() ?? "",
  ),
]);
// Either would end its element early, and change what the hash is of.
if (/<\/(script|style)|<!--/i.test(script + style))
  throw new Error("The inspector's script or style holds a tag that HTML would take for its own.");

const hash = (/** @type {string} */ text) =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "img-src data:",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

// A function, since a text would have its dollar signs read.
const html = readFileSync(`${page}index.html`, "utf8")
  .replace("<!-- policy -->", `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
  .replace('<link rel="stylesheet" href="style.css">', () => `<style>${style}</style>`)
  .replace(
    '<script type="module" src="main.ts"></script>',
    () => `<script type="module">${script}</script>`,
  );
if (!html.includes(policy) || !html.includes(style) || !html.includes(script))
  throw new Error("src/inspector/page/index.html misses the place of policy, style or script.");
const text = `// Made by scripts/build-inspector.mjs of what is in page/.
export const policy: string = ${JSON.stringify(policy)};
export const html: string = ${JSON.stringify(html)};
`;
// An unchanged file keeps its time, so that nothing else is built anew.
if (!existsSync(target) || readFileSync(target, "utf8") !== text) writeFileSync(target, text);
