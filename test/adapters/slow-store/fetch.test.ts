// Sessions in a store with dewar/fetch: responses that are thrown, bodies that come later, upgrades,
// and the plain error page.
import { type Session, SessionCommittedError } from "dewar";
import { session } from "dewar/fetch";
import { describe, expect, test } from "vitest";
import { SlowMemoryInterface, TRIPS } from "../../testing/slow-memory-interface.ts";
import { Gate } from "./store.ts";

const BOB = { headers: { cookie: "sid=1" } };
const request = (init: RequestInit = {}) => new Request("http://localhost/", init);

function withBob(): SlowMemoryInterface {
  const store = new SlowMemoryInterface(0.05);
  store.kept.set("1", { username: "bob" });
  return store;
}

const write = (visitor: Session) => {
  visitor["username"] = "alice";
};

test("a thrown response waits until the session is kept", async () => {
  const store = new SlowMemoryInterface();
  const handle = session(store)((_request, visitor): Response => {
    write(visitor);
    throw Response.redirect("http://localhost/next");
  });
  const response = await handle(request());
  const [id] = store.kept.keys();
  expect([response.status, response.headers.getSetCookie()]).toEqual([
    302,
    [`sid=${id}; Path=/; HttpOnly; SameSite=Lax`],
  ]);
});

test("a body is asked for nothing before the session is kept", async () => {
  const store = new SlowMemoryInterface();
  const gate = new Gate();
  store.trips.persist = gate.trip;
  const kept: number[] = [];
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        kept.push(store.kept.size);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const waiting = session(store)((_request, visitor) => {
    write(visitor);
    return new Response(body);
  })(request());
  await gate.reached;
  expect([kept, body.locked]).toEqual([[], false]);
  gate.open();
  expect(await (await waiting).text()).toBe("");
  expect(kept).toEqual([1]);
});

test("a handler inside another loads and keeps the session once, and both see it", async () => {
  const store = withBob();
  const withSession = session(store);
  const handle = withSession((outer, first) =>
    withSession((_inner, second) => {
      expect(second).toBe(first);
      expect(second.get("username")).toBe("bob");
      write(second);
      return new Response("written");
    })(outer),
  );
  await handle(request(BOB));
  expect([store.seen, store.kept.get("1")]).toEqual([["load", "persist"], { username: "alice" }]);
});

describe("an upgraded connection, which has no response", () => {
  test("passes if there is nothing to keep", async () => {
    const handle = session(withBob())((_request, visitor): Response | undefined => {
      expect(visitor.get("username")).toBe("bob");
      return undefined;
    });
    expect(await handle(request(BOB))).toBe(undefined);
  });

  test("is refused if the visitor would not get the cookie, or if the store fails", async () => {
    const store = new SlowMemoryInterface();
    const handle = session(store)((_request, visitor): Response | undefined => {
      write(visitor);
      return undefined;
    });
    await expect(handle(request())).rejects.toThrow(SessionCommittedError);
    store.trips.persist = TRIPS.failing;
    await expect(handle(request())).rejects.toThrow("the store is down");
    expect(store.errors).toHaveLength(2);
  });
});

describe("the plain error page", () => {
  const failingWith = (status: unknown) => () =>
    Promise.reject(Object.assign(new Error(), { status }));
  const plain = async (response: Response) => [
    response.status,
    await response.text(),
    [...response.headers],
  ];
  const page = (status: number, text: string) => [
    status,
    text,
    [["content-type", "text/plain; charset=utf-8"]],
  ];

  test.each([
    [500, 500, "Internal Server Error"],
    [502, 502, "Bad Gateway"],
    [503, 503, "Service Unavailable"],
    [504, 504, "Gateway Timeout"],
    [599, 599, "Internal Server Error"],
    [undefined, 500, "Internal Server Error"],
    [404, 500, "Internal Server Error"],
    [600, 500, "Internal Server Error"],
    [503.5, 500, "Internal Server Error"],
    ["503", 500, "Internal Server Error"],
  ])("of an error with the status %o has the status %i", async (given, status, text) => {
    for (const hook of ["load", "persist"] as const) {
      const store = withBob();
      store.trips[hook] = failingWith(given);
      const handle = session(store)((_request, visitor) => {
        write(visitor);
        return new Response("written", { headers: { "x-first": "1", etag: '"1"' } });
      });
      expect(await plain(await handle(request(BOB)))).toEqual(page(status, text));
      expect(store.errors).toHaveLength(1);
    }
  });

  test("of a store that never answers says that the visitor may try again", async () => {
    for (const hook of ["load", "persist"] as const) {
      const store = withBob();
      store.trips[hook] = TRIPS.never;
      const handle = session(store)((_request, visitor) => {
        write(visitor);
        return new Response("written");
      });
      expect(await plain(await handle(request(BOB)))).toEqual(page(503, "Service Unavailable"));
      expect((store.errors[0] as Error).message).toMatch(
        `${hook} expected an answer within 0.05 seconds, got none.`,
      );
    }
  });

  test("is replaced by that of onError, which sees that the session is unavailable", async () => {
    const store = withBob();
    store.trips.load = TRIPS.failing;
    const seen: unknown[] = [];
    const withSession = session(store, {
      onError(error, _request, visitor) {
        seen.push((error as Error).message, visitor.status, [...visitor]);
        expect(() => write(visitor)).toThrow(
          expect.objectContaining({ code: "ERR_SESSION_UNAVAILABLE", status: 503 }),
        );
        return new Response("sorry", { status: 503 });
      },
    });
    const response = await withSession(() => new Response("not reached"))(request(BOB));
    expect([response.status, await response.text()]).toEqual([503, "sorry"]);
    expect(seen).toEqual(["the store is down", "unavailable", []]);
    expect([response.headers.get("vary"), response.headers.getSetCookie()]).toEqual(["Cookie", []]);
  });
});
