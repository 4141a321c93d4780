import { cookieValue } from "../http/index.ts";
import {
  BadSignature,
  decodePayload,
  MalformedTimestamp,
  SignatureExpired,
  type TextSerializer,
  type TimedParts,
  type URLSafeTimedSerializer,
} from "../itsdangerous/index.ts";
import type { Opened } from "./dictionary.ts";
import type { RejectReason } from "./types.ts";

// A browser sends one cookie of a name for each path and domain: a handful. More is an attack.
const MAX_SAME_NAMED = 16;
const MALFORMED: Opened = { status: "malformed" };

/** Turns a Cookie header into the data of a session, or the reason why there is none. */
export class CookieReader {
  readonly #signing: URLSafeTimedSerializer;
  readonly #newestKey: number;
  readonly #limits: { maxAge: number; clockSkewSeconds: number };
  readonly #onReject: ((reason: RejectReason) => void) | undefined;

  /** @param onReject - called with the reason when there are cookies and none is good */
  constructor(
    signing: URLSafeTimedSerializer,
    limits: { maxAge: number; clockSkewSeconds: number },
    onReject?: (reason: RejectReason) => void,
  ) {
    this.#signing = signing;
    this.#newestKey = signing.signer.secretKeys.length - 1;
    this.#limits = limits;
    this.#onReject = onReject;
  }

  /** What turns the data into text. */
  get serializer(): TextSerializer {
    return this.#signing.serializer;
  }

  /**
   * Of several cookies with the name (of another path or domain, of another application on this
   * host) the first that is good. Flask takes the first, good or not.
   */
  read(header: string, name: string): Opened {
    let refused: Opened | undefined;
    for (let index = 0; index < MAX_SAME_NAMED; index++) {
      const value = cookieValue(header, name, index);
      if (value === undefined) break;
      if (value === "") continue;
      const opened = this.#open(value);
      if (opened.data !== undefined) return opened;
      refused ??= opened;
    }
    if (refused === undefined) return { status: "new" };
    this.#onReject?.(refused.status as RejectReason);
    return refused;
  }

  #open(cookie: string): Opened {
    let parts: TimedParts;
    try {
      parts = this.#signing.unsignParts(cookie, this.#limits);
    } catch (error) {
      if (error instanceof BadSignature) return { status: reasonOf(error) };
      throw error;
    }
    const { value: payload, timestamp, keyIndex, signer } = parts;
    const isNewest = keyIndex === this.#newestKey && signer === this.#signing.signer;
    try {
      const text = decodePayload(payload);
      const data = this.#signing.serializer.loads(text);
      if (!isDictionary(data)) return MALFORMED;
      return { status: isNewest ? "valid" : "valid-old-key", data, text, payload, timestamp };
    } catch {
      // Whatever a serializer or an own tag throws: the text is not one of its texts. Flask answers
      // 500 to such a payload, and to every later request of the visitor.
      return MALFORMED;
    }
  }
}

function isDictionary(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  return Object.getPrototypeOf(value) === Object.prototype;
}

function reasonOf(error: BadSignature): RejectReason {
  if (error instanceof SignatureExpired) return "expired";
  return error instanceof MalformedTimestamp ? "malformed" : "bad-signature";
}
