// What holds for sessions in a store that has to be waited for, on every adapter.
import { describe, expect, test } from "vitest";
import { TRIPS } from "../../testing/slow-memory-interface.ts";
import { Gate, RawClient, startImpatient, startWithStores } from "./store.ts";
import type { StartContract } from "./subjects.ts";

/** Each kind of response: the path after the action, its status, the method. */
const ANSWERS: readonly [what: string, reply: string, statuses: number[], method?: string][] = [
  ["at once", "text?now", [200]],
  ["after a promise", "text", [200]],
  ["out of a callback", "callback", [200]],
  ["out of a timer", "timer", [200]],
  ["as a stream", "stream", [200]],
  ["with a head that is written by hand", "early-head", [200]],
  ["that the application shares", "shared-response", [204]],
  ["as a redirect", "redirect", [302, 303, 307]],
  ["without a body (304)", "not-modified", [304]],
  ["to a HEAD", "text", [200], "HEAD"],
  ["with status 500", "server-error", [500]],
  ["to a thrown error", "error", [500]],
  ["for a page that is not there", "not-found", [404]],
];

/** Those that nothing else is wrong with. */
const GOOD = ANSWERS.filter(([, , [status = 0]]) => status < 400);

const BROKEN = [
  ["fails", TRIPS.failing, undefined],
  ["never answers", TRIPS.never, "ERR_SESSION_TIMEOUT"],
] as const;

const codeOf = (error: unknown): unknown => (error as { code?: string }).code;
const DELETED = "sid=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax";

/** A visit over HTTP, with what the cases look at. */
async function visit(url: string, path: string, cookie = "") {
  const response = await fetch(`${url}${path}`, { headers: { cookie }, redirect: "manual" });
  return {
    status: response.status,
    body: await response.text(),
    headers: response.headers,
    setCookie: response.headers.getSetCookie(),
  };
}

/** The cases for one adapter. */
export function slowStoreCases(start: StartContract): void {
  test("only a visitor who has a session costs a trip, and only a change costs another", async () => {
    const { url, store } = await startWithStores(start);
    await visit(url, "/nothing/text");
    await visit(url, "/read/text");
    expect(store.seen).toEqual([]);
    const { setCookie } = await visit(url, "/write/text");
    const [id] = store.kept.keys();
    expect(setCookie).toEqual([`sid=${id}; Path=/; HttpOnly; SameSite=Lax`]);
    expect(store.seen).toEqual(["persist"]);
    const read = await visit(url, "/read/text?now", `sid=${id}`);
    expect([read.body, read.setCookie, read.headers.get("vary")]).toEqual(["alice", [], "Cookie"]);
    expect(store.seen).toEqual(["persist", "load"]);
  });

  test("a change inside of a value is kept, and a removal is", async () => {
    const { url, store } = await startWithStores(start);
    store.kept.set("1", { cart: ["cork"] });
    expect((await visit(url, "/append/text", "sid=1")).body).toBe("2");
    expect(store.kept.get("1")).toEqual({ cart: ["cork", "bottle"] });
    expect((await visit(url, "/clear/text", "sid=1")).setCookie).toEqual([DELETED]);
    expect(store.kept.size).toBe(0);
  });

  test("the handler runs when the session is loaded, and not before", async () => {
    const { url, store } = await startWithStores(start);
    store.kept.set("1", { username: "bob" });
    const gate = new Gate();
    store.trips.load = gate.trip;
    const waiting = visit(url, "/read/text?now", "sid=1");
    await gate.reached;
    // What the handler would see if it had run by now.
    store.kept.set("1", { username: "carol" });
    expect((await visit(url, "/read/text?now")).body).toBe("nobody");
    gate.open();
    expect((await waiting).body).toBe("carol");
  });

  test.each(ANSWERS)(
    "no byte of an answer %s leaves before the store has answered",
    async (...answer) => {
      const [, reply, statuses, method = "GET"] = answer;
      const { url, store } = await startWithStores(start);
      const gate = new Gate();
      store.trips.persist = gate.trip;
      let kept: unknown[] = [];
      const client = new RawClient(url, {
        method,
        path: `/write/${reply}`,
        onFirstByte: () => {
          kept = [...store.kept.values()];
        },
      });
      await gate.reached;
      // Another visitor comes and goes meanwhile.
      expect((await visit(url, "/nothing/text")).status).toBe(200);
      expect(client.received).toBe("");
      gate.open();
      await client.ended;
      expect(kept).toEqual([{ username: "alice" }]);
      expect(statuses).toContain(client.status);
      const [id] = store.kept.keys();
      expect(client.setCookie).toEqual([`sid=${id}; Path=/; HttpOnly; SameSite=Lax`]);
      expect([store.seen, store.errors]).toEqual([["persist"], []]);
    },
  );

  describe.each(BROKEN)("a load that %s", (_how, trip, code) => {
    test("is the framework's error, with a session that is unavailable, and takes nobody's cookie", async () => {
      const { url, store } = await startImpatient(start);
      store.kept.set("1", { username: "bob" });
      store.trips.load = trip;
      for (let turn = 1; turn <= 2; turn++) {
        const failed = await visit(url, "/write/text?page=flashes", "sid=1");
        expect([failed.status, failed.body, failed.setCookie]).toEqual([500, "[]", []]);
        expect(store.errors.map(codeOf)).toEqual(Array(turn).fill(code));
      }
      expect((await visit(url, "/read/text")).body).toBe("nobody");
      store.trips.load = TRIPS.slow;
      expect((await visit(url, "/read/text", "sid=1")).body).toBe("bob");
      expect(store.seen).toEqual(["load", "load", "load"]);
    });
  });

  describe.each(BROKEN)("a persist that %s", (_how, trip, code) => {
    test.each(GOOD)("becomes the error page in place of an answer %s", async (...answer) => {
      const [, reply, , method = "GET"] = answer;
      const { url, store } = await startImpatient(start);
      store.trips.persist = trip;
      const first = `${reply}${reply.includes("?") ? "&" : "?"}header=cache-control:public&header=etag:"1"`;
      const response = await fetch(`${url}/write/${first}`, { method, redirect: "manual" });
      // Where the application cannot answer any more, the plain page says that one may try again.
      const pages = [[500, "Internal Server Error"]];
      if (code === "ERR_SESSION_TIMEOUT") pages.push([503, "Service Unavailable"]);
      const body = await response.text();
      if (method === "HEAD") expect(body).toBe("");
      expect(pages).toContainEqual([response.status, body || pages[0]?.[1]]);
      const { headers } = response;
      expect(headers.getSetCookie()).toEqual([]);
      // An application may make an ETag of its error page.
      expect([headers.get("location"), headers.get("etag") === '"1"']).toEqual([null, false]);
      expect(headers.get("cache-control") ?? "").not.toContain("public");
      expect(store.errors.map(codeOf)).toEqual([code]);
      expect(store.kept.size).toBe(0);
      store.trips.persist = TRIPS.slow;
      expect((await visit(url, "/write/text")).setCookie).toHaveLength(1);
    });
  });

  test("the error page may show messages and clear the session, which is kept then", async () => {
    const { url, store } = await startWithStores(start);
    const failOnce = () => {
      store.trips.persist = TRIPS.slow;
      return TRIPS.failing();
    };
    for (const reply of ["text?now", "text", "callback"]) {
      const path = (page: string) =>
        `/write/${reply}${reply.includes("?") ? "&" : "?"}page=${page}`;
      store.kept.set("1", { _flashes: [["message", "Saved"]] });
      store.trips.persist = failOnce;
      const shown = await visit(url, path("flashes"), "sid=1");
      expect([shown.status, shown.body]).toEqual([500, '["Saved"]']);
      expect(store.kept.get("1")).toEqual({ username: "alice" });
      store.trips.persist = failOnce;
      const cleared = await visit(url, path("clear"), "sid=1");
      expect([cleared.status, cleared.body, cleared.setCookie]).toEqual([
        500,
        "cleared",
        [DELETED],
      ]);
      expect(store.kept.size).toBe(0);
    }
    expect(store.errors).toHaveLength(6);
  });

  test("of two sessions the one that fails does not keep the other from being kept", async () => {
    for (const broken of ["store", "admin"] as const) {
      const application = await startWithStores(start);
      const { url } = application;
      const good = application[broken === "store" ? "admin" : "store"];
      application[broken].trips.persist = TRIPS.failing;
      const { status, setCookie } = await visit(url, "/write-both/text");
      expect(status).toBe(500);
      expect(good.kept.size).toBe(1);
      expect(application[broken].kept.size).toBe(0);
      expect([application[broken].errors.length, good.errors.length]).toEqual([1, 0]);
      const [id] = good.kept.keys();
      // The error page of dewar/fetch is a response of its own, without what an inner handler saved.
      const line = `${good.name}=${id}; Path=/; HttpOnly; SameSite=Lax`;
      expect([[], [line]]).toContainEqual(setCookie);
    }
  });

  test("a visitor who leaves meanwhile: what is kept is kept, once, and the next is served", async () => {
    const { url, store } = await startWithStores(start);
    for (const reply of ["text?now", "text", "stream"]) {
      store.kept.clear();
      store.seen.length = 0;
      const gate = new Gate();
      store.trips.persist = gate.trip;
      const client = new RawClient(url, { path: `/write/${reply}` });
      await gate.reached;
      client.leave();
      await client.ended;
      expect((await visit(url, "/nothing/text")).status).toBe(200);
      gate.open();
      store.trips.persist = TRIPS.slow;
      expect((await visit(url, "/write/text")).status).toBe(200);
      expect([...store.kept.values()]).toEqual([{ username: "alice" }, { username: "alice" }]);
      expect([store.seen, store.errors]).toEqual([["persist", "persist"], []]);
    }
  });
}
