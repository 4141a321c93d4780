// What real Flask wrote and refused (test/vectors), read and written on this runtime.
import { TaggedJSONSerializer } from "dewar";
import {
  BadData,
  BadSignature,
  decodePayload,
  Signer,
  TimestampSigner,
  URLSafeTimedSerializer,
} from "dewar/itsdangerous";
import { dataOf, isRefusedAtStart, savedValue, toSessionInterface } from "../vectors/interface.ts";
import { fromHex, key, toHex } from "../vectors/keys.ts";
import type { RejectVector, SessionVector, SignerVector } from "../vectors/read.ts";
import rejectLines from "../vectors/reject.jsonl";
import sessionLines from "../vectors/session.jsonl";
import signerLines from "../vectors/signer.jsonl";
import { canonical, hasWholeFloat, toValue } from "../vectors/values.ts";
import { same, throws } from "./check.ts";

const parse = <V>(lines: string): V[] =>
  lines
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as V);

const tagged = new TaggedJSONSerializer();
const payloadOf = (cookie: string): string => cookie.split(".").slice(0, -2).join(".");

function readAndWrite(vector: SessionVector): void {
  const { sessions, clock } = toSessionInterface(vector);
  const session = sessions.openSession(`session=${vector.cookie}`);
  same(`${vector.id} status`, session.status.startsWith("valid"), true);
  same(`${vector.id} value`, dataOf(session), canonical(toValue(vector.value)));
  // Larger ones are refused on saving.
  if (vector.cookie.length > 3900 || vector.payload_json === "{}") return;
  session.modified = true;
  clock.now = vector.signed_at as number;
  const cookie = savedValue(sessions, session) ?? "";
  same(`${vector.id} text`, decodePayload(payloadOf(cookie)), vector.payload_json);
  if (vector.cookie_exact && !vector.compressed && !cookie.startsWith("."))
    same(`${vector.id} cookie`, cookie, vector.cookie);
  if (vector.payload_exact && !hasWholeFloat(vector.value))
    same(`${vector.id} written anew`, tagged.dumps(toValue(vector.value)), vector.payload_json);
}

function refuse(vector: RejectVector): void {
  const reasons: string[] = [];
  const { sessions } = toSessionInterface(vector, (reason) => reasons.push(reason));
  const session = sessions.openSession(`session=${vector.cookie}`);
  if (session.status !== "valid") same(`${vector.id} is empty`, dataOf(session), "{}");
  if (vector.expected === "not_a_mapping") return;
  const load = () => sessions.signingSerializer.loads(vector.cookie, { maxAge: vector.max_age });
  throws(`${vector.id} is refused`, load, BadData);
}

function sign(vector: SignerVector): void {
  const { secret_keys, sep, key_derivation, digest, now, salt } = vector;
  const signerOptions = {
    clock: () => now * 1000,
    ...(sep === null ? {} : { sep }),
    ...(key_derivation === null ? {} : { keyDerivation: key_derivation }),
    ...(digest === null ? {} : { digestMethod: digest }),
  };
  const salted = salt === undefined ? {} : { salt: salt === null ? null : key(salt) };
  const keys = secret_keys.map(key);
  if (vector.class === "Signer" || vector.class === "TimestampSigner") {
    const Class = vector.class === "Signer" ? Signer : TimestampSigner;
    const signer = new Class(keys, { ...signerOptions, ...salted });
    const token = signer.sign(fromHex(vector.value_hex ?? ""));
    same(vector.id, toHex(signer.deriveKey()), vector.derived_key_hex);
    same(
      vector.id,
      toHex(token),
      vector.token_hex ?? toHex(new TextEncoder().encode(vector.token)),
    );
    throws(vector.id, () => signer.unsign(token.slice(1)), BadSignature);
  } else if (vector.class === "URLSafeTimedSerializer") {
    const serializer = new URLSafeTimedSerializer(keys, { ...salted, signerOptions });
    same(vector.id, toHex(serializer.signer.deriveKey()), vector.derived_key_hex);
    const loaded = serializer.loads(vector.token ?? "");
    same(vector.id, canonical(loaded), canonical(toValue(vector.value ?? null)));
  }
}

export function readVectors(): void {
  for (const vector of parse<SessionVector>(sessionLines))
    if (!isRefusedAtStart(vector) && vector.origin === "flask") readAndWrite(vector);
  for (const vector of parse<RejectVector>(rejectLines))
    if (!isRefusedAtStart(vector)) refuse(vector);
  for (const vector of parse<SignerVector>(signerLines))
    if (vector.construct === undefined) sign(vector);
}
