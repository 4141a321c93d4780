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
const REJECTED: Readonly<Record<RejectReason, Opened>> = {
  expired: openedEmpty("expired"),
  "bad-signature": openedEmpty("bad-signature"),
  malformed: openedEmpty("malformed"),
};

/** What a reader checks besides the signature, and what it calls. */
export interface ReaderOptions {
  readonly maxAge: number;
  readonly clockSkewSeconds: number;
  /** By the position of a key: the second since 1970 before which it must have signed. */
  readonly signedBefore: readonly (number | undefined)[];
  /** Called with the reason when cookies came and none is valid. */
  readonly onReject: SessionOptions["onReject"] | undefined;
  /** Called when valid cookies came that differ. */
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

  /** Turns the data into text. */
  get serializer(): TextSerializer {
    return this.#signing.serializer;
  }

  /**
   * The first valid one of the cookies with the name. There are several if some were set for another
   * path or domain, or by another application on this host. Flask takes the first one, valid or not.
   *
   * @param request - the framework's own request, for the callbacks
   */
  read(header: string, name: string, request: unknown): Opened {
    let rejected: Opened | undefined;
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
      rejected ??= opened;
    }
    if (rejected === undefined) return NEW;
    this.#options.onReject?.(rejected.status as RejectReason, { request: request as never });
    return rejected;
  }

  /** Whether a later cookie is valid, too, and differs from the one that is used. */
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
      if (error instanceof BadSignature) return REJECTED[reasonOf(error)];
      throw error;
    }
    const { value: payload, timestamp, keyIndex, signer } = parts;
    const isNewest = keyIndex === this.#newestKey && signer === this.#signing.signer;
    const signedBefore = this.#options.signedBefore[keyIndex];
    if (signedBefore !== undefined && timestamp >= signedBefore) return REJECTED["bad-signature"];
    try {
      const text = decodePayload(payload);
      const data = this.#signing.serializer.loads(text);
      if (!isDictionary(data)) return REJECTED.malformed;
      return { status: isNewest ? "valid" : "valid-old-key", data, text, payload, timestamp };
    } catch {
      // Any error from a serializer or custom tag makes the payload malformed. Flask answers 500 to
      // such a payload, and to every later request of the visitor.
      return REJECTED.malformed;
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
