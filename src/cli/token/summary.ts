import {
  type Parts,
  type Payload,
  SIGNATURE_LENGTHS,
  toJSON,
  type Unreadable,
} from "../../token/index.ts";
import { type Paint, quoted } from "../output.ts";
import { agoInWords, local, utc } from "../time.ts";
import { layout } from "./layout.ts";

/** The facts about a token that need no key. */
export interface Seen {
  readonly name?: string | undefined;
  readonly value: string;
  readonly parts: Parts;
  readonly payload: Payload | Unreadable;
  readonly now: number;
}

const SHAPES: Readonly<Record<Parts["shape"], string>> = {
  timed: "payload, time and signature",
  signed: "payload and signature, no time",
  remember: "Flask-Login's remember_token: a user's id and a signature",
  bare: "no signature",
};

const digestOf = ({ shape, signature }: Parts): string | undefined =>
  shape === "remember"
    ? "sha512"
    : Object.entries(SIGNATURE_LENGTHS).find(([, length]) => length === signature.length)?.[0];

export function summaryJSON({ name, value, parts, payload, now }: Seen): Record<string, unknown> {
  const { shape, timestamp } = parts;
  return {
    ...(name && { name }),
    shape,
    bytes: value.length,
    digest: digestOf(parts) ?? null,
    signedAt: timestamp === undefined ? null : utc(timestamp),
    ageSeconds: timestamp === undefined ? null : now - timestamp,
    ...("problem" in payload
      ? { problem: payload.problem }
      : { compressed: payload.compressed, text: payload.text, data: toJSON(payload.data) }),
  };
}

export function summaryText(seen: Seen, paint: Paint): string {
  const { name, value, parts, payload, now } = seen;
  const rows: [string, string][] = [];
  if (name) rows.push(["cookie", quoted(name)]);
  const digest = digestOf(parts);
  rows.push(["shape", `${SHAPES[parts.shape]}${digest ? ` (${digest} by its length)` : ""}`]);
  if (parts.timestamp !== undefined) {
    const { timestamp } = parts;
    rows.push([
      "signed",
      `${local(timestamp)} = ${utc(timestamp)}, ${agoInWords(now - timestamp)}`,
    ]);
  }
  rows.push(["size", `${value.length} bytes${"problem" in payload ? "" : packing(payload)}`]);
  if ("problem" in payload)
    rows.push(["payload", paint("red", `cannot be read: ${payload.problem}`)]);
  const head = rows.map(([label, content]) => `${paint("bold", label.padEnd(8))} ${content}`);
  return [...head, ...("problem" in payload ? [] : ["", layout(payload.data, paint)])].join("\n");
}

const packing = ({ compressed, text }: Payload): string =>
  compressed ? `, compressed from ${Buffer.byteLength(text)} bytes of JSON` : ", not compressed";
