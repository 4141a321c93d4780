import { type Parts, SIGNATURE_LENGTHS } from "../../token/index.ts";
import { h } from "./elements.ts";
import type { Inspection } from "./inspection.ts";

type Piece = readonly [name: "payload" | "timestamp" | "signature" | "dot", text: string];

function piecesOf({ shape, payload, signed, signature }: Parts): Piece[] {
  if (shape === "bare") return [["payload", payload]];
  const separator = shape === "remember" ? "|" : ".";
  const timestamp = shape === "timed" ? signed.slice(payload.length + 1) : undefined;
  return [
    ["payload", payload],
    ...(timestamp === undefined
      ? []
      : ([
          ["dot", "."],
          ["timestamp", timestamp],
        ] as Piece[])),
    ["dot", separator],
    ["signature", signature],
  ];
}

// The field above has the whole token. Here the end, with time and signature, has to be visible.
const MAX_SHOWN = 480;
const SHOWN_AT_END = 60;

function shortened(text: string): (Node | string)[] {
  const omitted = text.length - MAX_SHOWN;
  if (omitted < SHOWN_AT_END) return [text];
  const note = h("span", { class: "omitted" }, ` … ${omitted} more … `);
  return [text.slice(0, MAX_SHOWN - SHOWN_AT_END), note, text.slice(-SHOWN_AT_END)];
}

/** The token with each of its parts in a colour. */
export const strip = (parts: Parts): HTMLElement[] =>
  piecesOf(parts).map(([name, text]) =>
    h("span", { class: name === "dot" ? "dot" : `part ${name}` }, ...shortened(text)),
  );

/** The name of each part in words, because colour alone is not enough. */
export function legend(inspection: Inspection): HTMLElement[] {
  return piecesOf(inspection.parts)
    .filter(([name]) => name !== "dot")
    .map(([name, text]) =>
      h(
        "div",
        { class: `legend ${name}` },
        h("dt", {}, name === "timestamp" ? "Time" : name === "payload" ? "Payload" : "Signature"),
        h("dd", {}, `${characters(text)}${about(name, inspection)}`),
      ),
    );
}

const characters = ({ length }: string): string => `${length} character${length === 1 ? "" : "s"}`;

function about(name: Piece[0], { parts, payload }: Inspection): string {
  if (name === "timestamp") return `: ${parts.timestamp} seconds since 1970`;
  if (name === "signature") return digestOf(parts);
  if (parts.shape === "remember") return ": the user’s id, unchanged";
  if ("problem" in payload) return `: cannot be read as data, ${payload.problem}`;
  const bytes = new TextEncoder().encode(payload.text).length;
  return payload.compressed
    ? `: zlib, from ${bytes} bytes of JSON`
    : `: ${bytes} bytes of JSON in base64url`;
}

function digestOf({ shape, signature }: Parts): string {
  if (shape === "remember") return ": HMAC-SHA512 in hex";
  const found = Object.entries(SIGNATURE_LENGTHS).find(([, length]) => length === signature.length);
  return found ? `: HMAC-${found[0].toUpperCase()}, by its length` : ": not of a usual length";
}
