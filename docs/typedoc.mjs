// The API reference: one part for each door of the package, written into docs/api as Markdown.
import { join } from "node:path";
import { doors as allDoors, root } from "../scripts/doors.mjs";

/** The doors: their source file, and the name they are imported by. */
export const doors = new Map(
  allDoors
    // The same as the door above it, which has a page.
    .filter(({ name }) => !name.endsWith("/undeclared"))
    .map(({ name, source }) => [join(root, source), name]),
);

/** @type {import("typedoc").TypeDocOptions & import("typedoc-plugin-markdown").PluginOptions} */
export default {
  entryPoints: [...doors.keys()],
  tsconfig: join(root, "tsconfig.json"),
  // The types are checked elsewhere.
  skipErrorChecking: true,
  out: "api",
  plugin: ["typedoc-plugin-markdown", "typedoc-vitepress-theme", "./typedoc-doors.mjs"],
  docsRoot: ".",
  readme: "none",
  name: "API reference",
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  // The sources are in the package; where they are on the web is not for this to know.
  disableSources: true,
  outputFileStrategy: "modules",
  flattenOutputFiles: true,
  githubPages: false,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  // VitePress counts headings of one name otherwise.
  useHTMLAnchors: true,
  useCodeBlocks: true,
  expandObjects: true,
  parametersFormat: "table",
  propertiesFormat: "table",
  interfacePropertiesFormat: "table",
  typeDeclarationFormat: "table",
  indexFormat: "table",
  sidebar: { autoConfiguration: false },
  validation: { notExported: false, invalidLink: true, notDocumented: false },
  treatWarningsAsErrors: true,
};
