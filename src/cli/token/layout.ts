import type { Described } from "../../token/index.ts";
import { type Paint, plain, quoted } from "../output.ts";

const MAX_LINE = 60;

/** A description as text for people: like JSON, with the names of types that JSON lacks. */
export function layout(described: Described, paint: Paint, indent = ""): string {
  const line = onOneLine(described, plain);
  if (line.length <= MAX_LINE) return onOneLine(described, paint);
  const inner = `${indent}  `;
  const block = (open: string, lines: string[], close: string): string =>
    `${open}\n${lines.map((each) => `${inner}${each}`).join(",\n")}\n${indent}${close}`;
  switch (described.type) {
    case "dict":
      return block(
        "{",
        described.members.map(([key, value]) => member(key, layout(value, paint, inner), paint)),
        "}",
      );
    case "list":
      return block(
        "[",
        described.items.map((item) => layout(item, paint, inner)),
        "]",
      );
    case "tuple":
      return block(
        `${paint("magenta", "tuple")}(`,
        described.items.map((item) => layout(item, paint, inner)),
        ")",
      );
    default:
      return onOneLine(described, paint);
  }
}

const member = (key: string, value: string, paint: Paint): string =>
  `${paint("cyan", quoted(key))}: ${value}`;

function onOneLine(described: Described, paint: Paint): string {
  const named = (type: string, content: string): string => `${paint("magenta", type)}(${content})`;
  switch (described.type) {
    case "dict": {
      const members = described.members.map(([key, value]) =>
        member(key, onOneLine(value, paint), paint),
      );
      return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
    }
    case "list":
      return `[${described.items.map((item) => onOneLine(item, paint)).join(", ")}]`;
    case "tuple":
      return named("tuple", described.items.map((item) => onOneLine(item, paint)).join(", "));
    case "str":
      return paint("green", quoted(described.text));
    case "bytes":
      return named("bytes", paint("green", quoted(described.base64)));
    case "UUID":
    case "Markup":
    case "datetime":
      return named(described.type, paint("green", quoted(described.text)));
    default:
      return paint("yellow", described.text);
  }
}
