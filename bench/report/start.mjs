import { machineLine } from "./machine.mjs";
import { kilobytes, percent, spread, table } from "./table.mjs";

/** @param {any} results */
export function startPage(results) {
  const { imports, bundles, installs, rounds } = results;
  return `## Start and size

### Import time

Importing each entry after the framework it is for, as a share of importing Express in the same
round, and in milliseconds (goal: \`dewar/express\` under 10 ms beyond Express itself). Each in a new
process, ${rounds} times, in turns. Milliseconds are those of a machine that was busy: see the load
average below.

${table(
  ["", "after", "of Express's", "ms"],
  imports.map(({ entry, after, milliseconds, ofExpress }) => [
    `\`${entry}\``,
    after ?? "",
    spread(ofExpress, percent),
    spread(milliseconds),
  ]),
)}

### Bundles

One entry bundled by esbuild, minified and gzipped, without the framework: for an edge runtime, or
for Node (goal: 12 kB for the edge; a test holds a ceiling).

${table(
  ["", "for", "minified", "gzipped", "of the minified, own code"],
  bundles.map(({ entry, target, minified, gzipped, parts }) => [
    `\`${entry}\``,
    target,
    kilobytes(minified),
    `**${kilobytes(gzipped)}**`,
    entry.startsWith("dewar") ? kilobytes(parts.own) : "",
  ]),
)}

The rest of dewar's is code for which edge runtimes have no synchronous API: digests
(\`@noble/hashes\`) and deflate (\`fflate\`).

### Installed

What \`npm install\` puts into an empty project, frameworks apart.

${table(
  ["", "version", "dependencies", "packages in all", "bytes"],
  installs.map(({ name, version, direct, packages, bytes }) => [
    name,
    version,
    direct,
    packages,
    kilobytes(bytes),
  ]),
)}

${machineLine(results)}`;
}
