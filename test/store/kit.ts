// A store that counts its trips and fails when it is told to, and a browser that visits an application
// whose sessions are there.
import type { SessionInterface, SessionOptions } from "dewar";
import { session } from "dewar/fetch";
import {
  type Changed,
  type ChangeOptions,
  type CreateOptions,
  type EndOptions,
  type Fields,
  type ListedSession,
  MemoryStore,
  type Missing,
  type ReadOptions,
  type SessionChange,
  SessionStore,
  type StoredSession,
} from "dewar/store";

export const secretKey = "key-of-the-store-tests-4f1c0d77";

export type Method = "read" | "create" | "change" | "end";

/** A session, as these tests use it. */
// biome-ignore lint/suspicious/noExplicitAny: any key, as in an application without declared data
export type AnySession = any;

/** Runs before a trip reaches the store; what it throws is the store's answer. */
export type Before = (method: Method) => void | Promise<void>;

/** Memory, and what was asked of it. */
export class WatchedStore extends SessionStore {
  readonly name = "watched";
  readonly consistency = "atomic";
  readonly memory: SessionStore = new MemoryStore();
  /** The methods that were called. */
  readonly trips: Method[] = [];
  readonly keys: string[] = [];
  readonly changes: (SessionChange & { options: ChangeOptions })[] = [];
  readonly created: (CreateOptions & { fields: Fields })[] = [];
  readonly ended: (EndOptions & { key: string })[] = [];
  readonly reads: ReadOptions[] = [];
  before: Before = () => {};
  /** Runs when the store has done what it was asked; what it throws is lost on the way back. */
  after: Before = () => {};

  async #trip<Answer>(method: Method, key: string, ask: () => Promise<Answer>): Promise<Answer> {
    this.trips.push(method);
    this.keys.push(key);
    await this.before(method);
    const answer = await ask();
    await this.after(method);
    return answer;
  }

  read(key: string, options: ReadOptions = {}): Promise<StoredSession | Missing> {
    this.reads.push(options);
    return this.#trip("read", key, () => this.memory.read(key, options));
  }

  create(key: string, fields: Fields, options: CreateOptions): Promise<boolean> {
    this.created.push({ ...options, fields });
    return this.#trip("create", key, () => this.memory.create(key, fields, options));
  }

  change(key: string, change: SessionChange, options: ChangeOptions): Promise<Changed> {
    this.changes.push({ ...change, options });
    return this.#trip("change", key, () => this.memory.change(key, change, options));
  }

  end(key: string, options: EndOptions = {}): Promise<void> {
    this.ended.push({ ...options, key });
    return this.#trip("end", key, () => this.memory.end(key, options));
  }

  override list(owner: string): Promise<readonly ListedSession[]> {
    return this.memory.list?.(owner) ?? Promise.resolve([]);
  }

  /** The trips since the last call. */
  takeTrips(): Method[] {
    return this.trips.splice(0);
  }
}

/** An application with a store, and one browser. */
export class Application {
  readonly store: WatchedStore;
  readonly errors: unknown[] = [];
  readonly rejected: string[] = [];
  readonly sessions: SessionInterface;
  readonly options: SessionOptions;

  constructor(options: Partial<SessionOptions> = {}, store: WatchedStore = new WatchedStore()) {
    this.store = store;
    this.options = {
      secretKey,
      store: this.store,
      onError: (error: unknown) => void this.errors.push(error),
      onReject: (reason) => void this.rejected.push(reason),
      ...options,
    };
    this.sessions = this.store.sessionInterface(this.options);
  }

  /** One request with a Cookie header. */
  async visit(
    cookie: string,
    use: (session: AnySession) => unknown = () => {},
    init: RequestInit = {},
  ): Promise<Visit> {
    const handle = session(this.sessions)(async (_request, visitor) => {
      await use(visitor);
      return new Response("seen");
    });
    const headers = { ...(init.headers as Record<string, string>), cookie };
    const response = await handle(new Request("http://localhost/", { ...init, headers }));
    const setCookie = response.headers.getSetCookie();
    const [line] = setCookie;
    return {
      status: response.status,
      setCookie,
      headers: [...response.headers].filter(([name]) => name !== "content-type"),
      cookie: line === undefined ? cookie : (line.split(";")[0] as string),
    };
  }

  /** A visitor who has a session with these data, and no trips so far. */
  async visitorWith(data: Record<string, unknown>): Promise<string> {
    const { cookie } = await this.visit("", (visitor) => visitor.update(data));
    this.store.takeTrips();
    this.store.changes.length = this.store.keys.length = this.store.reads.length = 0;
    return cookie;
  }

  /** What the session behind a cookie holds. */
  async dataOf(cookie: string): Promise<Record<string, unknown>> {
    const before = this.store.trips.length;
    let data = {};
    await this.visit(cookie, (visitor) => {
      data = Object.fromEntries(visitor);
    });
    this.store.trips.length = before;
    return data;
  }
}

export interface Visit {
  status: number;
  setCookie: string[];
  headers: [string, string][];
  /** What the browser sends next. */
  cookie: string;
}

/** What opens when the test says so. */
export class Gate {
  open: () => void = () => {};
  readonly opened: Promise<void> = new Promise((resolve) => {
    this.open = resolve;
  });
  arrive: () => void = () => {};
  readonly reached: Promise<void> = new Promise((resolve) => {
    this.arrive = resolve;
  });

  /** Waits here. */
  pass = async (): Promise<void> => {
    this.arrive();
    await this.opened;
  };
}

/** Two requests that have both read the session before one of them is saved. */
export async function meanwhile(
  application: Application,
  cookie: string,
  slow: (session: AnySession) => unknown,
  fast: (session: AnySession) => unknown,
): Promise<{ fast: Visit; slow: Visit }> {
  const gate = new Gate();
  const waiting = application.visit(cookie, async (visitor) => {
    await gate.pass();
    return slow(visitor);
  });
  await gate.reached;
  const first = await application.visit(cookie, fast);
  gate.open();
  return { fast: first, slow: await waiting };
}
