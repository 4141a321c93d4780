import { decodeBase64 } from "#platform";
import { type Described, local, quoted } from "../../token/index.ts";

/** A value as the tree shows it: Python's name of its type, the value, and a note. */
export interface Explained {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}

export function explained(data: Described): Explained {
  switch (data.type) {
    case "dict":
      return { name: "dict", value: counted(data.members.length, "key") };
    case "list":
    case "tuple":
      return { name: data.type, value: counted(data.items.length, "item") };
    case "str":
    case "Markup":
      return { name: data.type, value: quoted(data.text) };
    case "bytes":
      return bytes(data.base64);
    case "datetime":
      return datetime(data.text);
    case "int":
      return Number.isSafeInteger(Number(data.text))
        ? { name: "int", value: data.text }
        : { name: "big int", value: data.text, note: "beyond 2^53: a bigint in JavaScript" };
    case "null":
      return { name: "None", value: "null" };
    default:
      return { name: data.type, value: data.text };
  }
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? "" : "s"}`;

/** Dates as Python prints them. */
function bytes(base64: string): Explained {
  const decoded = decodeBase64(base64) ?? new Uint8Array();
  const text = Array.from(decoded, (byte) => {
    const char = String.fromCharCode(byte);
    if (char === '"' || char === "\\") return `\\${char}`;
    return byte >= 32 && byte < 127 ? char : `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  return { name: "bytes", value: `b"${text.join("")}"`, note: counted(decoded.length, "byte") };
}

function datetime(text: string): Explained {
  const time = Date.parse(text);
  // Flask silently reads an impossible date as None.
  if (Number.isNaN(time)) return { name: "datetime", value: text, note: "no date: None in Flask" };
  return { name: "datetime", value: text, note: `${local(time / 1000)} here` };
}
