// The sources as the compiler sees them: which files there are, what each one imports.
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** Every file below `folder` that ends in `ending`, as paths from the root with forward slashes. */
export function filesBelow(folder: string, ending: string): string[] {
  return (
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
      // What npm installs and what frameworks generate is not ours.
      .filter((path) => !/(?:^|\/)(?:node_modules|\.[\w-]+)\//.test(path))
      .sort()
  );
}

export const sources: string[] = filesBelow("src", ".ts");

export function text(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, text(path), ts.ScriptTarget.Latest, true);
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

export interface Import {
  /** `./signer.ts`, `node:crypto`, `express`, `#platform` */
  specifier: string;
  /** For a relative import: the file it names, from the root. */
  file: string | undefined;
  /** Gone after compilation. */
  typeOnly: boolean;
}

/** Everything a file imports or re-exports, dynamic imports and import types included. */
export function importsOf(path: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const relativeTo = specifier.text.startsWith(".");
    const file = relativeTo
      ? posix.normalize(posix.join(posix.dirname(path), specifier.text))
      : undefined;
    found.push({ specifier: specifier.text, file, typeOnly });
  };
  walk(parse(path), (node) => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
  });
  return found;
}

export interface Manifest {
  name: string;
  types: string;
  exports: Record<string, string | Record<string, string>>;
  typesVersions: Record<string, Record<string, string[]>>;
  bin: Record<string, string>;
  imports: Record<string, Record<string, string>>;
  dependencies: Record<string, string>;
}

export const manifest: Manifest = JSON.parse(text("package.json"));

/** The public doors. */
export { type Door, doors } from "../../scripts/doors.mjs";
