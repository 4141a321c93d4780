// The contract's application on every adapter, with the option `store`.
import { contractApplication } from "dewar/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { WatchedStore } from "../../store/kit.ts";
import { Gate, RawClient } from "./store.ts";
import { type StartContract, WAITING_ADAPTERS } from "./subjects.ts";

/** Each kind of response: the path after the action, the method. */
const ANSWERS: readonly [reply: string, method?: string][] = [
  ["text?now"],
  ["text"],
  ["callback"],
  ["timer"],
  ["stream"],
  ["early-head"],
  ["redirect"],
  ["not-modified"],
  ["text", "HEAD"],
  ["error"],
];
const DELETED = /^session=; .*Max-Age=0; /;

async function started(start: StartContract, storeTimeout = 2) {
  const { options } = contractApplication;
  const store = new WatchedStore();
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const { url, close } = await start((given) =>
    given === options.session ? { ...given, store, storeTimeout, onError } : { ...given },
  );
  onTestFinished(close);
  const visit = async (path: string, cookie = "") => {
    const response = await fetch(`${url}${path}`, { headers: { cookie }, redirect: "manual" });
    const setCookie = response.headers.getSetCookie();
    return {
      status: response.status,
      body: await response.text(),
      vary: response.headers.get("vary"),
      setCookie,
      cookie: setCookie[0]?.split(";")[0] ?? cookie,
    };
  };
  return { url, store, errors, visit };
}

describe.each(Object.entries(WAITING_ADAPTERS))("%s", (_name, start) => {
  test("keeps sessions in the store, one trip to load and one to change", async () => {
    const { store, visit, errors } = await started(start);
    await visit("/nothing/text");
    await visit("/read/text");
    await visit("/read/text", "session=forged.aaaaaa.bbbbbb");
    expect(store.takeTrips()).toEqual([]);
    const { cookie, setCookie } = await visit("/write/text");
    expect([setCookie.length, store.takeTrips()]).toEqual([1, ["create"]]);
    const read = await visit("/read/text?now", cookie);
    expect([read.body, read.setCookie, read.vary]).toEqual(["alice", [], "Cookie"]);
    expect(store.takeTrips()).toEqual(["read"]);
    const flashed = await visit("/flash/redirect", cookie);
    expect(store.takeTrips()).toEqual(["read", "change"]);
    const shown = await visit("/show-flashes/text", flashed.cookie);
    expect(JSON.parse(shown.body)[0]).toEqual([["success", "Saved"]]);
    expect(JSON.parse((await visit("/show-flashes/text", flashed.cookie)).body)[0]).toEqual([]);
    store.takeTrips();
    expect((await visit("/clear/text", cookie)).setCookie[0]).toMatch(DELETED);
    expect(store.takeTrips()).toEqual(["read", "end"]);
    expect((await visit("/read/text?now", cookie)).body).toBe("nobody");
    expect(errors).toEqual([]);
  });

  test.each(ANSWERS)(
    "holds an answer (%s %s) until it is in the store",
    async (reply, method = "GET") => {
      const { url, store, visit } = await started(start);
      const gate = new Gate();
      store.before = (trip) => (trip === "create" ? gate.trip() : undefined);
      const client = new RawClient(url, { method, path: `/write/${reply}` });
      await gate.reached;
      expect((await visit("/nothing/text")).status).toBe(200);
      expect(client.received).toBe("");
      gate.open();
      await client.ended;
      expect(client.setCookie).toHaveLength(1);
      const cookie = client.setCookie[0]?.split(";")[0];
      expect((await visit("/read/text?now", cookie)).body).toBe("alice");
    },
  );

  test("answers with an error, and no cookie, where the store fails or is silent", async () => {
    const { store, visit, errors } = await started(start, 0.1);
    const { cookie } = await visit("/write/text");
    const answers = [() => Promise.reject(new Error("down")), () => new Promise<void>(() => {})];
    for (const answer of answers)
      for (const [method, path] of [
        ["read", "/read/text"],
        ["change", "/write/text"],
        ["end", "/clear/text"],
      ] as const) {
        errors.length = 0;
        store.before = (trip) => (trip === method ? answer() : undefined);
        const { status, setCookie } = await visit(path, cookie);
        expect([method, status >= 500, setCookie]).toEqual([method, true, []]);
        expect(errors.map((error) => (error as { code: string }).code)).toEqual([
          "ERR_SESSION_STORE",
        ]);
        store.before = () => {};
        expect((await visit("/read/text?now", cookie)).body).toBe("alice");
      }
  });

  test("sets no cookie for a session that was ended meanwhile", async () => {
    const { url, store, visit, errors } = await started(start);
    const { cookie } = await visit("/write/text");
    const gate = new Gate();
    store.before = (trip) => (trip === "change" ? gate.trip() : undefined);
    const client = new RawClient(url, { path: "/write/text", cookie });
    await gate.reached;
    expect((await visit("/clear/text", cookie)).setCookie[0]).toMatch(DELETED);
    gate.open();
    await client.ended;
    expect([client.status, client.setCookie]).toEqual([200, []]);
    expect(errors.map((error) => (error as { code: string }).code)).toEqual(["ERR_SESSION_ENDED"]);
    expect((await visit("/read/text?now", cookie)).body).toBe("nobody");
  });

  test("keeps visitors at once apart, in the context as well", async () => {
    const { visit, store } = await started(start);
    const cookies = await Promise.all(
      Array.from({ length: 20 }, async () => (await visit("/write/text")).cookie),
    );
    const keys = store.keys.splice(0);
    await Promise.all(
      keys.map((key, index) =>
        store.memory.change(
          key,
          { set: new Map([[":name", `"visitor ${index}"`]]), remove: [] },
          { ttlMs: 60_000 },
        ),
      ),
    );
    const names = await Promise.all(
      cookies.map(async (cookie) => (await visit("/who/text", cookie)).body),
    );
    expect(new Set(names)).toEqual(new Set(keys.map((_, index) => `visitor ${index}`)));
  });
});
