import { quote, sortByCodePoint } from "../../json/index.ts";
import type { Described } from "../../token/index.ts";

/** The layout of JSON text. */
export interface Layout {
  /** Over several lines, for people. */
  readonly pretty: boolean;
  /** Keys in Flask's order, and ASCII only, as Flask writes sessions. */
  readonly asFlask: boolean;
}

const TAGS: ReadonlySet<string> = new Set([" di", " t", " b", " m", " u", " d"]);
const MAX_LINE_LENGTH = 64;

/** The JSON text of described data: tags as Flask writes them, and each number as it was. */
export function formatJSON(data: Described, layout: Layout, indent = ""): string {
  const line = onOneLine(data, layout);
  if (!layout.pretty || line.length <= MAX_LINE_LENGTH) return line;
  const inner = `${indent}  `;
  const block = (open: string, lines: string[], close: string): string =>
    `${open}\n${lines.map((each) => inner + each).join(",\n")}\n${indent}${close}`;
  if (data.type === "list")
    return block(
      "[",
      data.items.map((item) => formatJSON(item, layout, inner)),
      "]",
    );
  if (data.type === "tuple")
    return `{" t": ${formatJSON({ ...data, type: "list" }, layout, indent)}}`;
  if (data.type !== "dict" || isTagged(data)) return line;
  const members = membersOf(data, layout).map(
    ([key, value]) => `${text(key, layout)}: ${formatJSON(value, layout, inner)}`,
  );
  return block("{", members, "}");
}

type Dict = Extract<Described, { type: "dict" }>;

/** Whether the dictionary's only key looks like a tag, so that it needs the escape. */
const isTagged = ({ members }: Dict): boolean =>
  members.length === 1 && TAGS.has(members[0]?.[0] as string);

function membersOf({ members }: Dict, { asFlask }: Layout): readonly [string, Described][] {
  if (!asFlask) return members;
  const byKey = new Map(members);
  return sortByCodePoint([...byKey.keys()]).map((key) => [key, byKey.get(key) as Described]);
}

const text = (value: string, { asFlask }: Layout): string =>
  quote(value, asFlask || !value.isWellFormed());

function onOneLine(data: Described, layout: Layout): string {
  const [comma, colon] = layout.pretty ? [", ", ": "] : [",", ":"];
  const tagged = (tag: string, content: string): string => `{"${tag}"${colon}${content}}`;
  const list = (items: readonly Described[]): string =>
    `[${items.map((item) => onOneLine(item, layout)).join(comma)}]`;
  const pair = (key: string, value: Described): string =>
    text(key, layout) + colon + onOneLine(value, layout);
  switch (data.type) {
    case "dict": {
      if (isTagged(data)) {
        const [key, value] = data.members[0] as [string, Described];
        return tagged(" di", `{${pair(`${key}__`, value)}}`);
      }
      const members = membersOf(data, layout).map(([key, value]) => pair(key, value));
      return `{${members.join(comma)}}`;
    }
    case "list":
      return list(data.items);
    case "tuple":
      return tagged(" t", list(data.items));
    case "str":
      return text(data.text, layout);
    case "Markup":
      return tagged(" m", text(data.text, layout));
    case "datetime":
      return tagged(" d", text(data.text, layout));
    case "UUID":
      return tagged(" u", text(data.text.replaceAll("-", ""), layout));
    case "bytes":
      return tagged(" b", text(data.base64, layout));
    default:
      return data.text;
  }
}
