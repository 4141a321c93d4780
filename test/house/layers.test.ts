// Imports point down only: platform <- json <- itsdangerous <- session <- policy <- cookie <- host <-
// adapters, context, testing <- cli.
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { doors, type Import, importsOf, sources } from "./source.ts";

// What each folder of src may import, besides itself. A file right in src/ is a layer of its own.
const BELOW = ["platform", "itsdangerous", "json", "http"];
const MAY_IMPORT: Record<string, string[]> = {
  platform: [],
  // As Python's itsdangerous stands on its json module.
  itsdangerous: ["platform", "json"],
  json: ["platform"],
  http: ["platform"],
  session: ["platform", "itsdangerous", "json"],
  policy: [...BELOW, "session"],
  cookie: [...BELOW, "session", "policy"],
  // The cookie of a stored session is a signed cookie that holds its id.
  store: [...BELOW, "session", "policy", "cookie"],
  stores: ["platform", "store"],
  host: [...BELOW, "session", "policy", "cookie", "index.ts"],
  adapters: [...BELOW, "session", "policy", "host"],
  "context.ts": ["session", "host"],
  // Above sessions: nothing imports it.
  csrf: [...BELOW, "session", "policy"],
  testing: [...BELOW, "session", "policy", "cookie", "host"],
  "index.ts": ["itsdangerous", "json", "http", "session", "policy", "cookie"],
  // What the tools share: the command line and the inspector.
  token: BELOW,
  inspector: ["platform", "itsdangerous", "json", "token"],
  cli: [
    ...[...BELOW, "session", "policy", "cookie", "context.ts", "testing"],
    ...["token", "inspector"],
  ],
};

// The libraries, and the one place for each.
const LIBRARIES: Record<string, RegExp> = {
  "@noble/hashes": /^src\/platform\/portable\.ts$/,
  fflate: /^src\/platform\/portable\.ts$/,
  cookie: /^src\/(token|cli|testing)\//,
  commander: /^src\/cli\//,
};

const MAY_IMPORT_NODE = [
  "src/platform/node.ts",
  "src/context.ts",
  /^src\/host\/node\//,
  // Adapters of frameworks that stand on node:http.
  /^src\/adapters\/(node\.ts|koa\.ts|express\/|fastify\/)/,
  // Tests compare with node:assert, which Bun, Deno and workerd have too.
  /^src\/testing\//,
  /^src\/cli\//,
];

const layerOf = (path: string): string => path.split("/")[1] ?? "";
const matches = (rules: (string | RegExp)[], path: string): boolean =>
  rules.some((rule) => (typeof rule === "string" ? rule === path : rule.test(path)));
const packageName = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

function everyImport(wrong: (path: string, imported: Import) => string | false): string[] {
  return sources.flatMap((path) =>
    importsOf(path).flatMap((imported) => {
      const why = wrong(path, imported);
      return why ? [`${path} imports ${imported.specifier}: ${why}`] : [];
    }),
  );
}

describe("layers", () => {
  test("every folder of src has a place in the order", () => {
    expect(sources.map(layerOf).filter((layer) => !(layer in MAY_IMPORT))).toEqual([]);
  });

  test("imports point down only", () => {
    const wrong = everyImport((path, { file, specifier }) => {
      const from = layerOf(path);
      const to = file ? layerOf(file) : specifier === "#platform" ? "platform" : from;
      if (from === to || MAY_IMPORT[from]?.includes(to)) return false;
      return `${from} may import ${MAY_IMPORT[from]?.join(", ") || "nothing"}`;
    });
    expect(wrong).toEqual([]);
  });

  test("a folder is entered through its index.ts, the platform through #platform", () => {
    const wrong = everyImport((path, { file }) => {
      if (!file || layerOf(file) === layerOf(path) || posix.dirname(file) === "src") return false;
      if (layerOf(file) === "platform") return 'import it from "#platform"';
      // Where `declare module "dewar" { interface SessionData }` finds what to merge into.
      if (path === "src/index.ts" && file === "src/session/session-data.ts") return false;
      // What a fixed clock needs, which may run where the rest is too large: by way of a door the
      // bundler takes all that is behind it into the same chunk.
      if (/^src\/(session\/errors|policy\/duration)\.ts$/.test(file)) return false;
      // For the tools alone: it reads all names of a header.
      if (file === "src/http/cookie-pairs.ts") return false;
      return file.endsWith("/index.ts") ? false : "the door is its index.ts";
    });
    expect(wrong).toEqual([]);
  });

  test("no file imports itself by way of others, types included", () => {
    const files = new Map(
      sources.map((path) => [path, importsOf(path).flatMap(({ file }) => file ?? [])]),
    );
    const reached = (path: string): Set<string> => {
      const found = new Set(files.get(path));
      for (const each of found) for (const next of files.get(each) ?? []) found.add(next);
      return found;
    };
    expect(sources.filter((path) => reached(path).has(path))).toEqual([]);
  });

  test("nothing imports an adapter, not even another adapter", () => {
    const adapters = doors.map((door) => door.source).filter((p) => p.startsWith("src/adapters/"));
    const wrong = everyImport(
      (path, { file }) =>
        path !== file?.replace(/index\.ts$/, "declared.ts") &&
        adapters.includes(file ?? "") &&
        "what adapters share is in a file of its own",
    );
    expect(wrong).toEqual([]);
  });

  test("node: is imported only where Node is a given", () => {
    const wrong = everyImport(
      (path, { specifier }) =>
        specifier.startsWith("node:") &&
        !matches(MAY_IMPORT_NODE, path) &&
        "everything else runs in a browser",
    );
    expect(wrong).toEqual([]);
  });

  test("each library has one place, and frameworks are imported as types only", () => {
    const wrong = everyImport((path, { specifier, typeOnly }) => {
      if (/^(\.|node:|#platform$)/.test(specifier)) return false;
      const library = LIBRARIES[packageName(specifier)];
      if (library) return library.test(path) ? false : `its place is ${library.source}`;
      if (!path.startsWith("src/adapters/")) return "not one of the project's libraries";
      return typeOnly ? false : "a framework is imported with `import type`";
    });
    expect(wrong).toEqual([]);
  });
});
