// Reads the vectors: the project's own, and a larger set where one lies beside the project.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { EncodedKey } from "./keys.ts";
import type { Encoded } from "./values.ts";

export { type EncodedKey, fromHex, key, toHex } from "./keys.ts";

interface Common {
  id: string;
  group: string;
  secret_keys: EncodedKey[];
}

export interface SessionVector extends Common {
  kind: "session";
  origin: "flask" | "foreign" | "malleated";
  signed_at: number | null;
  now: number;
  max_age: number;
  cookie: string;
  compressed: boolean;
  payload_json: string;
  value: Encoded;
  payload_exact: boolean;
  cookie_exact: boolean;
}

export interface RejectVector extends Common {
  kind: "reject";
  cookie: string;
  now: number;
  max_age: number;
  expected: string;
  flask: string;
  detail?: string;
}

export interface Check {
  token?: string;
  token_hex?: string;
  now: number;
  max_age: number | null;
  expect: string;
  value?: Encoded;
  value_hex?: string;
  timestamp?: number;
  detail?: string;
  payload_hex?: string;
  date_signed?: number;
}

export interface SignerVector extends Common {
  kind: "signer";
  class: string;
  salt?: string | null | { $type: "bytes"; hex: string };
  sep: string | null;
  key_derivation: "concat" | "django-concat" | "hmac" | "none" | null;
  digest: "sha1" | "sha256" | "sha384" | "sha512" | null;
  now: number;
  construct?: "ok" | "ValueError";
  value?: Encoded;
  value_hex?: string;
  effective_salt_hex: string;
  derived_key_hex: string;
  payload?: string;
  compressed?: boolean;
  token?: string;
  token_hex?: string;
  checks: Check[];
}

export type Op = { op: string } & Record<string, Encoded>;

export interface Expectation {
  status: number;
  results: Encoded[];
  session_loaded: Encoded;
  session_saved: Encoded;
  set_cookie: string[];
  vary: string[];
  session_cookie: null | { deleted: true } | { value: string; payload_json: string };
  exception?: string;
  warning?: string;
}

export interface Step {
  now: number;
  cookie: string | null;
  ops: Op[];
  path?: string;
  response_vary?: string[];
  secret_keys?: EncodedKey[];
  expect: Expectation;
}

export type FlaskConfig = Readonly<Record<string, string | number | boolean>>;

export interface HttpVector extends Common {
  kind: "http";
  config: FlaskConfig;
  steps: Step[];
}

export interface SetCookieVector extends Common {
  kind: "set_cookie";
  config: FlaskConfig;
  now: number;
  request: { cookie: string | null; path: string };
  ops: Op[];
  response_vary?: string[];
  expect: Expectation;
}

export type Vector = SessionVector | RejectVector | SignerVector | HttpVector | SetCookieVector;
type OfKind<K extends Vector["kind"]> = Extract<Vector, { kind: K }>;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
// Continuous integration may put more vectors there than the repository carries.
const BESIDE = here("../../../shared/wire/vectors.jsonl");

function lines<V>(path: string): V[] {
  const text = readFileSync(path, "utf8").trimEnd();
  return text.split("\n").map((line) => JSON.parse(line) as V);
}

/** All vectors of a kind, with the set they come from in front of their id. */
export function vectors<K extends Vector["kind"]>(kind: K): OfKind<K>[] {
  const own = lines<OfKind<K>>(here(`${kind}.jsonl`));
  const beside = existsSync(BESIDE) ? lines<Vector>(BESIDE) : [];
  const more = beside.filter((vector): vector is OfKind<K> => vector.kind === kind);
  return [...own, ...more.map((vector) => ({ ...vector, id: `beside/${vector.id}` }))];
}
