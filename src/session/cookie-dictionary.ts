import type { CookieWriter } from "../http/index.ts";
import type { CookieSettings } from "./checks.ts";
import type { CookieReader } from "./cookie-reader.ts";
import { Dictionary, type Opened } from "./dictionary.ts";
import type { RequestFacts } from "./interface.ts";

/** The data of a session out of one request's Cookie header, and what writes its cookie. */
export class CookieDictionary extends Dictionary {
  readonly #reader: CookieReader;
  readonly #header: string | null | undefined;
  readonly #cookie: CookieSettings;
  readonly #facts: RequestFacts;

  constructor(
    reader: CookieReader,
    header: string | null | undefined,
    cookie: CookieSettings,
    facts: RequestFacts,
  ) {
    super(reader.serializer);
    this.#reader = reader;
    this.#header = header;
    this.#cookie = cookie;
    this.#facts = facts;
  }

  protected override blank(): CookieDictionary {
    return new CookieDictionary(this.#reader, null, this.#cookie, this.#facts);
  }

  /** The cookie's name. */
  get name(): string {
    return this.#cookie.name;
  }

  get writer(): CookieWriter {
    return this.#facts.secure ? this.#cookie.secure : this.#cookie.plain;
  }

  protected open(): Opened {
    if (!this.#header) return { status: "new" };
    return this.#reader.read(this.#header, this.#cookie.name);
  }
}
