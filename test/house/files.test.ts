// What every source file keeps to.
import ts from "typescript";
import { expect, test } from "vitest";
import { filesBelow, parse, sources, text, walk } from "./source.ts";

const MOST_LINES = 250;
const MANY_LINES = 120;
// Where Node's globals are a given.
const NODE_ONLY =
  /^src\/(platform\/node\.ts|host\/node\/.*|adapters\/(node\.ts|express\/.*)|cli\/.*)$/;
const NODE_GLOBALS = ["Buffer", "process", "require", "__dirname", "__filename", "setImmediate"];
// Undeclared session data: any key compiles, until the application declares its own.
const MAY_SAY_ANY = [/^dist\/session\/.*\.d\.ts$/];

const lines = (path: string): number => text(path).trimEnd().split("\n").length;

test(`no file is longer than ${MOST_LINES} lines`, () => {
  const long = [...sources, ...filesBelow("scripts", ".mjs"), ...filesBelow("test", ".ts")]
    .map((path) => ({ path, lines: lines(path) }))
    .filter((file) => file.lines > MANY_LINES);
  const names = long.map((file) => `${file.path} (${file.lines})`);
  if (long.length > 0) console.info(`note: over ${MANY_LINES} lines: ${names.join(", ")}`);
  expect(long.filter((file) => file.lines > MOST_LINES)).toEqual([]);
});

test("every file is named after its idea", () => {
  expect(sources.filter((path) => /\/(utils?|helpers?|common|misc)\.ts$/.test(path))).toEqual([]);
  expect(sources.filter((path) => !/^src(\/[a-z][a-z0-9-]*)+\.ts$/.test(path))).toEqual([]);
});

test("Node's globals are used only where Node is a given", () => {
  const found = sources
    .filter((path) => !NODE_ONLY.test(path))
    .flatMap((path) => nodeGlobals(path).map((name) => `${path} uses ${name}`));
  expect(found).toEqual([]);
});

/** The names of Node's globals a file takes as given; what it takes out of `globalThis` it has asked for. */
function nodeGlobals(path: string): string[] {
  const used: string[] = [];
  const declared: string[] = [];
  walk(parse(path), (node) => {
    if (!ts.isIdentifier(node) || !NODE_GLOBALS.includes(node.text)) return;
    const parent = node.parent as ts.Node & { name?: ts.Node };
    if (parent.name !== node) used.push(node.text);
    else if (ts.isBindingElement(parent) || ts.isVariableDeclaration(parent)) {
      declared.push(node.text);
    }
  });
  return used.filter((name) => !declared.includes(name));
}

test("index.ts lists names only", () => {
  const other = parse("src/index.ts")
    .statements.filter((statement) => !ts.isExportDeclaration(statement))
    .map((statement) => statement.getText());
  expect(other).toEqual([]);
});

test("the published types say `any` only for undeclared session data", () => {
  const found = filesBelow("dist", ".d.ts")
    .filter((path) => !MAY_SAY_ANY.some((allowed) => allowed.test(path)))
    .flatMap((path) => anys(path).map((line) => `${path}: ${line}`));
  expect(found).toEqual([]);
});

function anys(path: string): string[] {
  const found: string[] = [];
  walk(parse(path), (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(node.parent.getText());
  });
  return found;
}
