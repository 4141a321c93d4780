import { cookieValue } from "../http/index.ts";
import {
  BadSignature,
  decodePayload,
  MalformedTimestamp,
  type MaxAgeOptions,
  SignatureExpired,
  type TextSerializer,
  type TimedParts,
  type URLSafeTimedSerializer,
} from "../itsdangerous/index.ts";
import { own } from "../json/index.ts";
import type { SessionOptions } from "../policy/index.ts";
import { type Opened, openedEmpty, type RejectReason } from "../session/index.ts";

// A browser sends one cookie of a name for each path and domain: a handful. More is an attack.
const MAX_SAME_NAMED = 16;
const NEW = openedEmpty("new");
const REFUSED: Readonly<Record<RejectReason, Opened>> = {
  expired: openedEmpty("expired"),
  "bad-signature": openedEmpty("bad-signature"),
  malformed: openedEmpty("malformed"),
};

/** What a reader checks besides the signature, and whom it tells. */
export interface ReaderOptions {
  readonly maxAge: number;
  readonly clockSkewSeconds: number;
  /** By the position of a key: the second since 1970 before which it must have signed. */
  readonly signedBefore: readonly (number | undefined)[];
  /** Called with the reason when there are cookies and none is good. */
  readonly onReject: SessionOptions["onReject"] | undefined;
  /** Called when there are good cookies that differ. */
  readonly onDuplicate: SessionOptions["onDuplicate"] | undefined;
}

/** Turns a Cookie header into the data of a session, or the reason why there is none. */
export class CookieReader {
  readonly #signing: URLSafeTimedSerializer;
  readonly #newestKey: number;
  readonly #options: ReaderOptions;
  /** It inherits nothing, so that no copy is made of it for each cookie. */
  readonly #limits: MaxAgeOptions;

  constructor(signing: URLSafeTimedSerializer, options: ReaderOptions) {
    this.#signing = signing;
    this.#newestKey = signing.signer.secretKeys.length - 1;
    this.#options = options;
    const { maxAge, clockSkewSeconds } = options;
    this.#limits = own({ maxAge, clockSkewSeconds });
  }

  /** What turns the data into text. */
  get serializer(): TextSerializer {
    return this.#signing.serializer;
  }

  /**
   * Of several cookies with the name (of another path or domain, of another application on this
   * host) the first that is good. Flask takes the first, good or not.
   *
   * @param request - the framework's own, for those who are told
   */
  read(header: string, name: string, request: unknown): Opened {
    let refused: Opened | undefined;
    for (let index = 0; index < MAX_SAME_NAMED; index++) {
      const value = cookieValue(header, name, index);
      if (value === undefined) break;
      if (value === "") continue;
      const opened = this.#open(value);
      if (opened.data !== undefined) {
        if (this.#options.onDuplicate !== undefined && this.#hasAnother(header, name, index, value))
          this.#options.onDuplicate({ request: request as never });
        return opened;
      }
      refused ??= opened;
    }
    if (refused === undefined) return NEW;
    this.#options.onReject?.(refused.status as RejectReason, { request: request as never });
    return refused;
  }

  /** Whether a good cookie that differs stands behind the one that counts. */
  #hasAnother(header: string, name: string, index: number, counts: string): boolean {
    for (let next = index + 1; next < MAX_SAME_NAMED; next++) {
      const value = cookieValue(header, name, next);
      if (value === undefined) return false;
      if (value !== "" && value !== counts && this.#open(value).data !== undefined) return true;
    }
    return false;
  }

  #open(cookie: string): Opened {
    let parts: TimedParts;
    try {
      parts = this.#signing.unsignParts(cookie, this.#limits);
    } catch (error) {
      if (error instanceof BadSignature) return REFUSED[reasonOf(error)];
      throw error;
    }
    const { value: payload, timestamp, keyIndex, signer } = parts;
    const isNewest = keyIndex === this.#newestKey && signer === this.#signing.signer;
    const signedBefore = this.#options.signedBefore[keyIndex];
    if (signedBefore !== undefined && timestamp >= signedBefore) return REFUSED["bad-signature"];
    try {
      const text = decodePayload(payload);
      const data = this.#signing.serializer.loads(text);
      if (!isDictionary(data)) return REFUSED.malformed;
      return { status: isNewest ? "valid" : "valid-old-key", data, text, payload, timestamp };
    } catch {
      // Whatever a serializer or an own tag throws: the text is not one of its texts. Flask answers
      // 500 to such a payload, and to every later request of the visitor.
      return REFUSED.malformed;
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
