import { decodeBase64, encodeBase64url } from "#platform";
import { type Parts, type Payload, serializer, type Unreadable } from "../../token/index.ts";
import { nowSeconds, utc } from "../time.ts";

// Flask 0.10 (2013) was the first version that signed sessions in this format.
const FIRST_SESSION = Date.UTC(2013, 0) / 1000;
const DAY = 86_400;

/**
 * Finds something that neither Flask nor dewar would write, so the token was changed after it was
 * signed. `undefined` if nothing looks altered; a careful change looks like that, too.
 */
export function alterationOf(parts: Parts, payload: Payload | Unreadable): string | undefined {
  if (parts.shape === "bare" || parts.shape === "remember") return undefined;
  if ("problem" in payload) return `Its payload cannot be read: ${payload.problem}.`;
  const encoded = parts.payload.replace(/^\./, "");
  if (encodeBase64url(decodeBase64(encoded) ?? new Uint8Array()) !== encoded)
    return "Its payload ends in bits that no encoder would write.";
  if (parts.shape !== "timed") return undefined;
  const { timestamp = 0 } = parts;
  if (timestamp < FIRST_SESSION || timestamp > nowSeconds() + DAY)
    return `Its time cannot be right: ${utc(timestamp)}.`;
  const isObject = payload.data.type === "dict";
  if (
    isObject &&
    withoutNumbers(serializer.dumps(serializer.loads(payload.text))) !==
      withoutNumbers(payload.text)
  )
    return "Its JSON is not compact, sorted and in ASCII, as Flask and dewar write it.";
  return undefined;
}

// JavaScript has one kind of number: 1.0 is read as 1 and written as 1.
const withoutNumbers = (text: string): string =>
  text.replace(
    /("(?:[^"\\]|\\.)*")|-?(?:\d[\d.eE+-]*|Infinity)|NaN/g,
    (_, string: string | undefined) => string ?? "0",
  );
