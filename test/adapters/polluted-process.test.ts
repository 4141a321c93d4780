// Processes in which Object.prototype is polluted before dewar is loaded, and a real server whose
// application puts what visitors send where it should not.
import { once } from "node:events";
import * as dewar from "dewar";
import * as itsdangerous from "dewar/itsdangerous";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { KEY, OPTIONS, OTHERS } from "../session/polluted/cases.ts";
import { signedCookies, startApplication } from "../session/polluted/observed.ts";
import { MERGES } from "./polluted/merges.ts";
import { forkSource } from "./process/fork.ts";

const cookies = signedCookies(dewar.SecureCookieSessionInterface);

/** What a process sees of itself that is polluted before it starts. */
async function seenWhenPolluted(names: readonly string[]): Promise<unknown> {
  const child = forkSource(new URL("polluted/child.ts", import.meta.url));
  const exited = once(child, "exit");
  child.send([names, cookies]);
  const seen = await Promise.race([once(child, "message"), exited]);
  await exited;
  return seen[0];
}

function seenWhenClean(): unknown {
  // There is no key on purpose.
  const warning = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const seen = startApplication(dewar, itsdangerous, cookies)();
  warning.mockRestore();
  return JSON.parse(JSON.stringify(seen));
}

describe.concurrent("Object.prototype polluted before anything is loaded", () => {
  const clean = seenWhenClean();
  // Alone, since one can hide another, and then all that nobody passes at once.
  const cases = [...Object.keys(OPTIONS).map((name) => [name]), Object.keys(OTHERS)];

  test.each(cases.map((names) => [names.length > 1 ? "all others" : `${names}`, names] as const))(
    "%s",
    async (_, names) => {
      expect(await seenWhenPolluted(names)).toEqual(clean);
    },
  );
});

/** A server in a process of its own, and a visitor for each cookie. */
async function startServer(members: object) {
  const child = forkSource(new URL("polluted/server.ts", import.meta.url));
  onTestFinished(() => void child.kill());
  child.send(members);
  const exited = once(child, "exit").then(() =>
    Promise.reject(new Error("The process has ended.")),
  );
  const [port] = (await Promise.race([once(child, "message"), exited])) as [number];
  return async (path: string, { cookie, body }: { cookie?: string; body?: unknown } = {}) => {
    const headers = { "content-type": "application/json", ...(cookie && { cookie }) };
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers });
    const text = await response.text();
    return {
      status: response.status,
      sees: response.status === 200 ? JSON.parse(text) : undefined,
      setCookie: response.headers.getSetCookie(),
    };
  };
}

type Visit = Awaited<ReturnType<typeof startServer>>;
const sign = (data: object) =>
  `session=${new dewar.SecureCookieSessionInterface({ secretKey: KEY }).signingSerializer.dumps(data)}`;
const ATTRIBUTES = /^session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/;

/** Strangers are strangers, alice is alice, and bob gets in and out. */
async function everybodyIsWhoTheyAre(visit: Visit): Promise<void> {
  const nobody = { status: "new", username: "nobody", role: "none", messages: [] };
  expect(await visit("/")).toEqual({ status: 200, sees: nobody, setCookie: [] });
  const alice = sign({ username: "alice", role: "user" });
  expect(await visit("/", { cookie: alice })).toEqual({
    status: 200,
    sees: { ...nobody, status: "valid", username: "alice", role: "user" },
    setCookie: [],
  });
  const login = await visit("/login", { body: { username: "bob" } });
  expect([login.status, login.setCookie]).toEqual([200, [expect.stringMatching(ATTRIBUTES)]]);
  const cookie = login.setCookie[0]?.split(";")[0] ?? "";
  const bob = { status: "valid", username: "bob", role: "user", messages: ["Welcome"] };
  const shown = await visit("/", { cookie });
  expect(shown).toEqual({
    status: 200,
    sees: bob,
    setCookie: [expect.stringMatching(ATTRIBUTES)],
  });
  const read = shown.setCookie[0]?.split(";")[0] ?? "";
  expect((await visit("/", { cookie: read })).sees).toEqual({ ...bob, messages: [] });
  expect(await visit("/logout", { cookie, body: {} })).toEqual({
    status: 200,
    sees: "out",
    setCookie: [
      "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
    ],
  });
  expect((await visit("/")).sees).toEqual(nobody);
}

const POLLUTION = {
  ...{ role: "admin", username: "admin", data: { username: "admin" }, keepFlashes: true },
  ...{ domain: "evil.example", httpOnly: false, sameSite: "None", partitioned: true },
  ...{ secretKeyFallbacks: ["mallory-has-a-key-1c0ffee5eed5-too"], salt: "evil" },
  ...{ permanentSessionLifetime: 5, keyDerivation: "none", property: "admin" },
  // Node's headers are an object that inherits.
  ...{ purpose: "prefetch", "sec-purpose": "prefetch" },
};

describe("a server on Express", () => {
  test("that nobody attacks", async () => {
    await everybodyIsWhoTheyAre(await startServer({}));
  });

  test("polluted before dewar is loaded", async () => {
    await everybodyIsWhoTheyAre(await startServer(POLLUTION));
  });

  test("polluted while it runs", async () => {
    const visit = await startServer({});
    await visit("/pollute", { body: POLLUTION });
    await everybodyIsWhoTheyAre(visit);
  });

  // Node itself puts a polluted one before the cookies that a visitor sends; these visitors send none.
  test("polluted with a cookie", async () => {
    const visit = await startServer({});
    const cookie = sign({ username: "mallory", role: "admin" });
    await visit("/pollute", { body: { cookie } });
    const { sees } = await visit("/");
    expect(sees).toEqual({ status: "new", username: "nobody", role: "none", messages: [] });
  });

  test("whose application assigns and merges what visitors send", async () => {
    const visit = await startServer({});
    const put = (name: string, text: string) =>
      visit(`/put/${encodeURIComponent(name)}`, { body: JSON.parse(text) });
    for (const section of ["__proto__", "constructor", "clear", "hasOwnProperty"])
      for (const [key, value] of [
        ["username", "admin"],
        ["clear", null],
        ["call", null],
      ])
        await put("assignment", JSON.stringify({ section, key, value }));
    const bodies = [
      '{"__proto__":{"username":"admin"}}',
      '{"constructor":{"prototype":{"username":"admin"}}}',
      '{"clear":{"call":null},"hasOwnProperty":{"call":null}}',
    ];
    for (const name of Object.keys(MERGES).filter((each) => each !== "assignment"))
      for (const text of bodies) await put(name, text);
    // It does what it is for.
    for (const name of Object.keys(MERGES).filter((each) => each !== "assignment"))
      expect((await put(name, '{"username":"carol"}')).setCookie).toHaveLength(1);
    await everybodyIsWhoTheyAre(visit);
  });
});
