// A browser without a screen: cookies, redirects, forms.
import { CookieJar } from "tough-cookie";
import { type Page, readPage } from "./document.ts";

const MOST_REDIRECTS = 5;

export class Visitor {
  readonly #origin: string;
  #jar = new CookieJar();
  #page: Page | undefined;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Opens the page, or loads it again. */
  async visit(): Promise<Page> {
    return this.#request(new URL("/", this.#origin), { method: "GET" });
  }

  /** Fills the form with this button in, and presses it. */
  async press(button: string, fields: Record<string, string> = {}): Promise<Page> {
    const form = this.#page?.forms.find((candidate) => candidate.button === button);
    if (form === undefined) throw new Error(`expected a button "${button}" on the page.`);
    const entries = [...form.hidden, ...Object.entries(fields)];
    const data = form.multipart ? new FormData() : new URLSearchParams();
    for (const [name, value] of entries) data.append(name, value);
    // Browsers send the origin with every form that is posted; frameworks check it.
    const headers = { origin: this.#origin };
    const url = new URL(form.action, new URL("/", this.#origin));
    return this.#request(url, { method: "POST", body: data, headers });
  }

  /** The session's cookie as the browser keeps it. */
  async cookie(): Promise<{ value: string; expires: Date | undefined } | undefined> {
    const cookies = await this.#jar.getCookies(this.#origin);
    const cookie = cookies.find(({ key }) => key === "session");
    if (cookie === undefined) return undefined;
    const { value, expires } = cookie;
    return { value, expires: expires instanceof Date ? expires : undefined };
  }

  /** Closes the browser: cookies without an expiry are gone. */
  async restart(): Promise<void> {
    const lasting = (await this.#jar.getCookies(this.#origin)).filter(
      ({ expires }) => expires instanceof Date,
    );
    this.#jar = new CookieJar();
    for (const cookie of lasting) await this.#jar.setCookie(cookie, this.#origin);
  }

  async #request(url: URL, init: RequestInit, redirects = 0): Promise<Page> {
    const headers = new Headers(init.headers);
    headers.set("accept", "text/html");
    headers.set("cookie", await this.#jar.getCookieString(url.href));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) await this.#jar.setCookie(line, url.href);
    const location = response.headers.get("location");
    if (location !== null && redirects < MOST_REDIRECTS) {
      await response.body?.cancel();
      return this.#request(new URL(location, url), { method: "GET" }, redirects + 1);
    }
    const html = await response.text();
    if (response.status !== 200)
      throw new Error(`${url.href} answered ${response.status}:\n${html}`);
    this.#page = readPage(html);
    return this.#page;
  }
}
