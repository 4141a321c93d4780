import type { CookieWriter } from "../http/index.ts";
import { type CookieSettings, type RequestFacts, writerOf } from "../policy/index.ts";
import { type Opened, openedEmpty, SessionState } from "../session/index.ts";
import type { CookieReader } from "./cookie-reader.ts";
import { rewrite } from "./rewrite.ts";

const NO_COOKIE = openedEmpty("new");

interface SignedPayload {
  readonly payload: string;
  /** When it was signed, since 1970. */
  readonly second: number;
  readonly value: string;
}

/** The data of a session out of one request's Cookie header, and what writes its cookie. */
export class CookieState extends SessionState {
  readonly #reader: CookieReader;
  readonly #header: string | null | undefined;
  readonly #cookie: CookieSettings;
  declare readonly origin: RequestFacts;
  /** What a check has signed, so that the save that follows need not sign it once more. */
  checked: SignedPayload | undefined = undefined;

  constructor(
    reader: CookieReader,
    header: string | null | undefined,
    cookie: CookieSettings,
    facts: RequestFacts,
  ) {
    super(reader.serializer, facts);
    this.#reader = reader;
    this.#header = header;
    this.#cookie = cookie;
  }

  protected override createEmpty(): CookieState {
    return new CookieState(this.#reader, null, this.#cookie, this.origin);
  }

  /** The cookie's name. */
  get name(): string {
    return this.#cookie.name;
  }

  /** The data as text: what nobody changed as it stood in the cookie, the rest as Flask writes it. */
  dumps(): string {
    const { serializer } = this.#reader;
    return rewrite(serializer, this.values, this.opened.text, (key) => this.isChanged(key));
  }

  get writer(): CookieWriter {
    return writerOf(this.#cookie, this.origin.secure);
  }

  protected open(): Opened {
    if (!this.#header) return NO_COOKIE;
    return this.#reader.read(this.#header, this.#cookie.name, this.origin.request);
  }
}
