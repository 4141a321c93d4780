import { UUID } from "../json/index.ts";

/** A value with Python's name of its type. */
export type Described =
  | { type: "str" | "Markup" | "UUID" | "datetime"; text: string }
  | { type: "int" | "float" | "bool" | "null"; text: string }
  | { type: "bytes"; base64: string }
  | { type: "list" | "tuple"; items: Described[] }
  | { type: "dict"; members: [key: string, value: Described][] };

// JSON.parse does not keep the text of a number (1 or 1.0), and does not accept NaN. So numbers become
// strings that start with "n", and strings become strings that start with "s".
const TOKENS = /"((?:[^"\\]|\\.)*)"|-?(?:\d[\d.eE+-]*|Infinity)|NaN/g;

/** Describes JSON text that Flask or dewar could read. May throw for any other text. */
export function describe(text: string): Described {
  const marked = text.replace(TOKENS, (token, content: string | undefined) =>
    content === undefined ? `"n${token}"` : `"s${content}"`,
  );
  return describeValue(JSON.parse(marked));
}

function describeValue(value: unknown): Described {
  if (typeof value === "string") return describeText(value);
  if (value === null) return { type: "null", text: "null" };
  if (typeof value !== "object") return { type: "bool", text: String(value) };
  if (Array.isArray(value)) return { type: "list", items: value.map(describeValue) };
  const members = Object.entries(value).map(([key, each]): [string, unknown] => [
    key.slice(1),
    each,
  ]);
  const tagged =
    members.length === 1 ? describeTagged(...(members[0] as [string, unknown])) : undefined;
  return tagged ?? describeDict(members);
}

function describeText(marked: string): Described {
  const text = marked.slice(1);
  if (marked.startsWith("s")) return { type: "str", text };
  return { type: /^-?\d+$/.test(text) ? "int" : "float", text };
}

const describeDict = (members: [string, unknown][]): Described => ({
  type: "dict",
  members: members.map(([key, value]) => [key, describeValue(value)]),
});

/** The value under one of Flask's tags (flask/json/tag.py). */
function describeTagged(tag: string, value: unknown): Described | undefined {
  const text = typeof value === "string" ? value.slice(1) : "";
  switch (tag) {
    case " t":
      return { type: "tuple", items: Array.isArray(value) ? value.map(describeValue) : [] };
    case " b":
      return { type: "bytes", base64: text };
    case " m":
      return { type: "Markup", text };
    case " u":
      return { type: "UUID", text: new UUID(text).toString() };
    case " d":
      return { type: "datetime", text };
    case " di": {
      const [[key = "", inner] = []] = Object.entries(value as Record<string, unknown>);
      // Remove both marks: the letter at the start and the two underscores at the end.
      return describeDict([[key.slice(1, -2), inner]]);
    }
    default:
      return undefined;
  }
}

/** A description as JSON. Types that JSON lacks become `{ type, value }`. */
export function toJSON(described: Described): unknown {
  switch (described.type) {
    case "str":
      return described.text;
    case "null":
      return null;
    case "bool":
      return described.text === "true";
    case "int":
    case "float": {
      const number = Number(described.text);
      const exact =
        described.type === "float" ? Number.isFinite(number) : Number.isSafeInteger(number);
      return exact ? number : { type: described.type, value: described.text };
    }
    case "list":
      return described.items.map(toJSON);
    case "tuple":
      return { type: "tuple", value: described.items.map(toJSON) };
    case "dict":
      return Object.fromEntries(described.members.map(([key, value]) => [key, toJSON(value)]));
    case "bytes":
      return { type: "bytes", value: described.base64 };
    default:
      return { type: described.type, value: described.text };
  }
}
