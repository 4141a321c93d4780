import type { CookieWriter, SetCookie } from "../http/index.ts";
import { type CookieSettings, type RequestInfo, writerOf } from "../policy/index.ts";
import { type Opened, openedEmpty, SessionState } from "../session/index.ts";
import type { CookieReader } from "./cookie-reader.ts";
import { rewrite } from "./rewrite.ts";

const NO_COOKIE = openedEmpty("new");

/** The cookie that a check has made. */
interface CheckedCookie {
  readonly cookie: SetCookie;
  /** The state's mark then. */
  readonly mark: number | undefined;
  /** When it was signed, since 1970. */
  readonly second: number;
}

/** The data of a session from the Cookie header of one request, and what writes its cookie. */
export class CookieState extends SessionState {
  readonly #reader: CookieReader;
  readonly #header: string | null | undefined;
  readonly #cookie: CookieSettings;
  declare readonly info: RequestInfo;
  /** So that a save need not make the cookie again. */
  checked: CheckedCookie | undefined = undefined;

  constructor(
    reader: CookieReader,
    header: string | null | undefined,
    cookie: CookieSettings,
    info: RequestInfo,
  ) {
    super(reader.serializer, info);
    this.#reader = reader;
    this.#header = header;
    this.#cookie = cookie;
  }

  protected override createEmpty(): CookieState {
    return new CookieState(this.#reader, null, this.#cookie, this.info);
  }

  /** The cookie's name. */
  get name(): string {
    return this.#cookie.name;
  }

  /** The data as text: unchanged members as in the cookie, the rest as Flask writes it. */
  dumps(): string {
    const { serializer } = this.#reader;
    return rewrite(serializer, this.values, this.opened.text, (key) => this.isChanged(key));
  }

  get writer(): CookieWriter {
    return writerOf(this.#cookie, this.info.secure);
  }

  protected open(): Opened {
    if (!this.#header) return NO_COOKIE;
    return this.#reader.read(this.#header, this.#cookie.name, this.info.request);
  }
}
