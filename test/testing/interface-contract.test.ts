import { deepEqual } from "node:assert/strict";
import { type HeadersLike, SecureCookieSessionInterface, type Session } from "dewar";
import { session } from "dewar/express";
import { createClient, type MakeInterface, sessionInterfaceContract } from "dewar/testing";
import express from "express";
import { describe, expect, test } from "vitest";
import { serve } from "../adapters/serve.ts";
import { MemorySessionInterface } from "./memory-interface.ts";

const secretKey = "key-of-the-contract-tests-5b81d2";
const INTERFACES: [string, MakeInterface][] = [
  ["SecureCookieSessionInterface", () => new SecureCookieSessionInterface({ secretKey })],
  ["an interface of one's own", () => new MemorySessionInterface()],
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
