import { deepEqual } from "node:assert/strict";
import {
  fillSession,
  type HeadersLike,
  SecureCookieSessionInterface,
  type Session,
  type SessionInterface,
} from "dewar";
import { session } from "dewar/express";
import { MemoryStore } from "dewar/store";
import { createClient, type MakeInterface, sessionInterfaceContract } from "dewar/testing";
import express from "express";
import { describe, expect, test } from "vitest";
import { serve } from "../adapters/serve.ts";
import { MemorySessionInterface } from "./memory-interface.ts";
import { SlowMemoryInterface } from "./slow-memory-interface.ts";

const secretKey = "key-of-the-contract-tests-5b81d2";
const INTERFACES: [string, MakeInterface][] = [
  ["SecureCookieSessionInterface", () => new SecureCookieSessionInterface({ secretKey })],
  ["an interface of one's own", () => new MemorySessionInterface()],
  ["an interface that has to wait for its store", () => new SlowMemoryInterface()],
  ["the interface of a store", () => new MemoryStore().sessionInterface({ secretKey })],
];

describe.each(INTERFACES)("%s", (_, make) => {
  for (const { name, run } of sessionInterfaceContract) test(name, () => run(make));
});

/** Breaks one promise at a time. */
class Careless extends SecureCookieSessionInterface {
  readonly #wrong: (headers: Headers) => void;

  constructor(wrong: (headers: Headers) => void) {
    super({ secretKey });
    this.#wrong = wrong;
  }

  override saveSession(session: Session, headers: HeadersLike): void {
    super.saveSession(session, headers);
    this.#wrong(headers as Headers);
  }
}

const WRONGS: [string, (headers: Headers) => void][] = [
  ["forgets Vary", (headers) => headers.delete("vary")],
  ["forgets Cache-Control", (headers) => headers.delete("cache-control")],
  ["forgets the cookie", (headers) => headers.delete("set-cookie")],
  ["sets a cookie for everybody", (headers) => headers.append("set-cookie", "id=1")],
];

test.each(WRONGS)("an interface that %s does not pass", async (_, wrong) => {
  const outcomes = await Promise.allSettled(
    sessionInterfaceContract.map(({ run }) => run(() => new Careless(wrong))),
  );
  expect(outcomes.some(({ status }) => status === "rejected")).toBe(true);
});

/** Waits for its store, and breaks one promise. */
class Forgetful extends SlowMemoryInterface {
  constructor(broken: Partial<Pick<SlowMemoryInterface, "load" | "persist" | "openSession">>) {
    super();
    Object.assign(this, broken);
  }
}

const good = SlowMemoryInterface.prototype;
const WRONG_HOOKS: [string, () => SessionInterface, caught: string][] = [
  [
    "looks at the session while it loads",
    () =>
      new Forgetful({
        async load(this: SlowMemoryInterface, session) {
          await good.load.call(this, session);
          session.get("name");
        },
      }),
    "what was fetched counts neither as an access nor as a change",
  ],
  [
    "keeps something for everybody",
    () =>
      new Forgetful({
        async persist(this: SlowMemoryInterface, session) {
          await good.persist.call(this, session);
        },
      }),
    "nothing is kept for a visitor without data",
  ],
  [
    "writes what did not change",
    () =>
      new Forgetful({
        persist(this: SlowMemoryInterface, session) {
          return good.persist.call(this, session) ?? (session.new ? undefined : Promise.resolve());
        },
      }),
    "an unchanged session calls for no write",
  ],
  [
    "keeps the data when the response has left",
    () =>
      new Forgetful({
        persist(this: SlowMemoryInterface, session) {
          good.persist.call(this, session);
          return undefined;
        },
      }),
    "what is written is there at the next visit",
  ],
  [
    "saves the session itself, before the response is there",
    () =>
      new Forgetful({
        async persist(this: SlowMemoryInterface, session) {
          await good.persist.call(this, session);
          this.saveSession(session, new Headers());
        },
      }),
    "what is written is there at the next visit",
  ],
  [
    "keeps only what comes first",
    () => {
      const done = new WeakSet<object>();
      return new Forgetful({
        persist(this: SlowMemoryInterface, session) {
          if (done.has(session)) return undefined;
          done.add(session);
          return good.persist.call(this, session);
        },
      });
    },
    "an error page that takes the place of an answer saves what it changed, too",
  ],
  [
    "keeps the application's own objects",
    () => new Aliasing("kept"),
    "what is kept is a copy, which the application cannot change any more",
  ],
  [
    "hands out the objects that it keeps",
    () => new Aliasing("given"),
    "what is changed and not saved is not there at the next visit",
  ],
  [
    "mixes up visitors at the same time",
    () => {
      let last: Record<string, unknown> = {};
      return new Forgetful({
        async load(this: SlowMemoryInterface, session) {
          await good.load.call(this, session);
          if (session.status === "valid") fillSession(session, last);
        },
        async persist(this: SlowMemoryInterface, session) {
          last = structuredClone(Object.fromEntries(session));
          await good.persist.call(this, session);
        },
      });
    },
    "visitors at the same time are kept apart",
  ],
];

/** Shares objects with the application in one direction. */
class Aliasing extends SlowMemoryInterface {
  readonly #when: "kept" | "given";

  constructor(when: "kept" | "given") {
    super();
    this.#when = when;
  }

  override async load(session: Session): Promise<void> {
    await super.load(session);
    const kept = [...this.kept.values()].at(-1);
    if (this.#when === "given" && session.status === "valid" && kept) fillSession(session, kept);
  }

  override persist(session: Session): Promise<void> | undefined {
    const data = Object.fromEntries(session);
    return super.persist(session)?.then(() => {
      const id = [...this.kept.keys()].at(-1);
      if (this.#when === "kept" && id !== undefined) this.kept.set(id, data);
    });
  }
}

test.each(WRONG_HOOKS)("an interface that %s does not pass", async (_, make, caught) => {
  const proof = sessionInterfaceContract.find(({ name }) => name === caught);
  await expect(proof?.run(make)).rejects.toThrow(`What to look at: ${proof?.why}`);
});

test("an interface of one's own works on an adapter, regenerated sessions included", async () => {
  const sessions = new MemorySessionInterface();
  const app = express().use(session(sessions), async (req, res) => {
    const before = req.session;
    before["visits"] = before.get("visits", 0) + 1;
    if (req.path === "/regenerate") await before.regenerate();
    res.json([before === req.session, Object.fromEntries(req.session)]);
  });
  const client = createClient((await serve(app)).url);
  const answers: unknown[] = [];
  for (const path of ["/", "/", "/regenerate", "/"])
    answers.push(await (await client.fetch(path)).json());
  deepEqual(answers, [
    [true, { visits: 1 }],
    [true, { visits: 2 }],
    [false, {}],
    [true, { visits: 1 }],
  ]);
});
