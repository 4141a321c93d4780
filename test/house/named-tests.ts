// The names of the tests of a file, as its source writes them.
import ts from "typescript";
import { parse, walk } from "./source.ts";

const CALLS = /^(test|it|describe|contract|runContract)\b/;

/**
 * First arguments of `test`, `describe` and the like, and every `name:` of a list of cases. A name
 * that is put together has "…" for what is put in; `%s` and `$name` of `test.each` stay.
 */
export function namedTests(path: string): Set<string> {
  const found = new Set<string>();
  const add = (node: ts.Node | undefined) => {
    if (node === undefined) return;
    if (ts.isStringLiteralLike(node)) found.add(node.text);
    else if (ts.isTemplateExpression(node))
      found.add([node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join("…"));
  };
  walk(parse(path), (node) => {
    if (ts.isCallExpression(node) && CALLS.test(node.expression.getText())) add(node.arguments[0]);
    else if (ts.isPropertyAssignment(node) && node.name.getText() === "name") add(node.initializer);
  });
  return found;
}
