// The contract finds what is wrong with an adapter: each of these keeps all promises but one.
import {
  type HeadersLike,
  type RequestInfo,
  SecureCookieSessionInterface,
  type Session,
  type SessionOptions,
} from "dewar";
import { adapterContract, contractApplication } from "dewar/testing";
import { expect, onTestFinished, test } from "vitest";
import { nodeApplication } from "../contracts/node-application.ts";
import { listen } from "../contracts/node-server.ts";

const options = contractApplication.options.session;

/** An interface whose doings an adapter could have got wrong. */
class Careless extends SecureCookieSessionInterface {
  override openSession(header: string | null | undefined, info: RequestInfo = {}): Session {
    return super.openSession(this.header(header), this.info(info));
  }
  header = (header: string | null | undefined): string | null | undefined => header;
  info = (info: RequestInfo): RequestInfo => info;
}

/** Whatever is asked of the headers goes through `change` first. */
class Saving extends SecureCookieSessionInterface {
  readonly #change: (headers: HeadersLike) => Partial<HeadersLike>;

  constructor(change: (headers: HeadersLike) => Partial<HeadersLike>) {
    super(options);
    this.#change = change;
  }

  override saveSession(session: Session, headers: HeadersLike): void {
    const { get, set, append } = headers;
    const bound = { get: get.bind(headers), set: set.bind(headers), append: append.bind(headers) };
    super.saveSession(session, { ...bound, ...this.#change(headers) });
  }
}

const opening = (change: Partial<Careless>, more: SessionOptions = options): Careless =>
  Object.assign(new Careless(more), change);

/** The session that everybody gets: what happens where it is kept beside the request. */
class Shared extends SecureCookieSessionInterface {
  #last: Session | undefined;

  override openSession(header: string | null | undefined, info: RequestInfo = {}): Session {
    const opened = super.openSession(header, info);
    setTimeout(() => {
      this.#last = opened;
    });
    return (header?.includes("session=ey") && this.#last) || opened;
  }
}

const WRONGS: [what: string, sessions: SecureCookieSessionInterface, caught: string][] = [
  [
    "does not pass the Cookie header on",
    opening({ header: () => null }),
    "reading sets no cookie, and says that the answer depends on it",
  ],
  [
    "does not say that nobody will see the answer",
    opening({ info: ({ keepFlashes, ...info }) => info }),
    "HEAD and prefetch requests consume no messages",
  ],
  [
    "sets Set-Cookie instead of appending it",
    new Saving((headers) => ({ append: (name, value) => headers.set(name, value) })),
    "other cookies survive, whoever sets them and when",
  ],
  [
    "does not see what is there already",
    new Saving(() => ({ get: () => null })),
    "Vary is merged with what is there",
  ],
  [
    "loses the headers that are set",
    new Saving(() => ({ set: () => {} })),
    "writing sets the cookie on a body",
  ],
  [
    "gives one visitor's session to another",
    new Shared(options),
    "200 visitors at once each have their own session",
  ],
  [
    "loses the cookie's attributes",
    new SecureCookieSessionInterface({ ...options, cookie: { path: "/elsewhere" } }),
    "a cleared session is dropped by the browser, with the attributes it was set with",
  ],
];

test.each(WRONGS)("an adapter that %s does not pass", async (_, sessions, caught) => {
  const server = await listen(
    nodeApplication((given) => (given === contractApplication.options.session ? sessions : given)),
  );
  onTestFinished(() => server.close());
  const proof = adapterContract.find(({ name }) => name === caught);
  await expect(proof?.run(server)).rejects.toThrow(`What to look at: ${proof?.why}`);
});
