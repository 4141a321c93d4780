// Flask's globals: within requests, at their edges, and outside.
import { EventEmitter, once } from "node:events";
import { Readable } from "node:stream";
import { Session, SessionCommittedError, SessionError } from "dewar";
import {
  copyCurrentRequestContext,
  flash,
  getFlashedMessages,
  hasRequestContext,
  OutsideOfRequestContextError,
  requestContext,
  session,
} from "dewar/context";
import { session as withSession } from "dewar/fetch";
import { describe, expect, expectTypeOf, test } from "vitest";

const options = { secretKey: "0123456789abcdef0123456789abcdef" };
const request = () => new Request("http://localhost/");

describe("outside of a request", () => {
  const USES: Record<string, () => unknown> = {
    "a read": () => session["username"],
    "a write": () => {
      session["username"] = "alice";
    },
    in: () => "username" in session,
    delete: () => delete session["username"],
    keys: () => Object.keys(session),
    spread: () => ({ ...session }),
    iteration: () => [...session],
    "a method": () => session.get("username"),
    flash: () => flash("Saved"),
    getFlashedMessages: () => getFlashedMessages(),
    copyCurrentRequestContext: () => copyCurrentRequestContext(() => {}),
  };
  test.each(Object.entries(USES))("%s says so, and what to do", (_use, use) => {
    expect(use).toThrow(OutsideOfRequestContextError);
    expect(use).toThrow(/^Working outside of request context\. .*adapter.*requestContext\(/);
  });

  test("the error is one of the session's, with a code", () => {
    const error = new OutsideOfRequestContextError();
    expect(error).toBeInstanceOf(SessionError);
    expect([error.name, error.code]).toEqual([
      "OutsideOfRequestContextError",
      "ERR_SESSION_OUTSIDE_OF_REQUEST_CONTEXT",
    ]);
    expect(hasRequestContext()).toBe(false);
  });
});

describe("the session", () => {
  const within = <T>(data: Record<string, unknown>, callback: () => T): T =>
    requestContext(new Session(data), callback);

  test("is a dictionary, as the request's own", () => {
    within({ username: "alice", visits: 1 }, () => {
      expect(session["username"]).toBe("alice");
      session["visits"]++;
      delete session["username"];
      Object.assign(session, { cart: ["cork"] });
      expect("username" in session).toBe(false);
      expect(Object.keys(session)).toEqual(["visits", "cart"]);
      expect({ ...session }).toEqual({ visits: 2, cart: ["cork"] });
      expect([...session]).toEqual([
        ["visits", 2],
        ["cart", ["cork"]],
      ]);
      expect(JSON.stringify(session)).toBe('{"visits":2,"cart":["cork"]}');
      expect(session).toBeInstanceOf(Session);
    });
  });

  test("has the session's methods and properties", () => {
    within({ get: "data" }, () => {
      expect(session.get("get")).toBe("data");
      expect(session.pop("none", 7)).toBe(7);
      expect([session.new, session.modified, session.permanent]).toEqual([true, false, false]);
      session.permanent = true;
      expect([session.modified, session.permanent]).toEqual([true, true]);
      const { set } = session;
      set("detached", true);
      expect(session.get("detached")).toBe(true);
    });
  });

  test("keeps its own names, as the request's own does", () => {
    within({}, () => {
      expect(() => Object.assign(session, { get: 1 })).toThrow(/session\.set\("get", value\)/);
      expect(Reflect.setPrototypeOf(session, null)).toBe(false);
      expect(Reflect.preventExtensions(session)).toBe(false);
    });
  });

  test("is typed", () => {
    expectTypeOf(session).toEqualTypeOf<Session>();
    within({}, () => {
      expectTypeOf(getFlashedMessages()).toEqualTypeOf<string[]>();
      expectTypeOf(getFlashedMessages({ withCategories: true })).toEqualTypeOf<
        [category: string, message: string][]
      >();
    });
  });
});

test("messages flashed here are shown there", () => {
  const own = new Session();
  requestContext(own, () => {
    flash("Saved");
    flash("Lost", "error");
    expect(getFlashedMessages({ withCategories: true })).toEqual([
      ["message", "Saved"],
      ["error", "Lost"],
    ]);
    expect(getFlashedMessages({ categoryFilter: ["error"] })).toEqual(["Lost"]);
  });
  expect(own.getFlashedMessages()).toEqual(["Saved", "Lost"]);
});

describe("what a handler starts", () => {
  const names = Array.from({ length: 50 }, (_, index) => `visitor ${index}`);
  /** Answers of many visitors at once, each doing the same. */
  const answers = (visit: () => Promise<unknown>) =>
    Promise.all(
      names.map(async (name) => {
        const handler = withSession(options)(async () => {
          session["username"] = name;
          return Response.json(await visit());
        });
        return (await handler(request())).json();
      }),
    );

  test("has the session after timers, ticks and immediates", async () => {
    const later = () =>
      new Promise((resolve) =>
        setTimeout(
          () => setImmediate(() => process.nextTick(() => resolve(session["username"]))),
          3,
        ),
      );
    expect(await answers(later)).toEqual(names);
  });

  test("has the session in streams", async () => {
    async function* chunks() {
      for (let i = 0; i < 3; i++) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        yield session["username"] as string;
      }
    }
    const joined = async () => (await Readable.from(chunks()).toArray()).join();
    expect(await answers(joined)).toEqual(names.map((name) => [name, name, name].join()));
  });

  test("keeps the session in callbacks of others by copyCurrentRequestContext", async () => {
    const shared = new EventEmitter();
    shared.setMaxListeners(0);
    const heard = () =>
      new Promise((resolve) => {
        shared.once(
          "now",
          copyCurrentRequestContext((word: string) => resolve(`${word} ${session["username"]}`)),
        );
      });
    const all = answers(heard);
    setTimeout(() => shared.emit("now", "hello"), 20);
    await once(shared, "now");
    expect(await all).toEqual(names.map((name) => `hello ${name}`));
  });

  test("cannot write any more once the response has left", async () => {
    let late: Promise<unknown> | undefined;
    const handler = withSession(options)(() => {
      late = new Promise((resolve) =>
        setTimeout(() => {
          try {
            session["late"] = true;
            resolve(undefined);
          } catch (error) {
            resolve(error);
          }
        }, 5),
      );
      return new Response();
    });
    await handler(request());
    expect(await late).toBeInstanceOf(SessionCommittedError);
  });
});

describe("of two sessions", () => {
  const user = withSession(options);
  const admin = withSession({ ...options, cookie: { name: "admin" } }, { property: "admin" });
  const marked = (mark: Session) => {
    mark["mark"] = true;
    return Response.json("mark" in session);
  };

  test('the globals stand for the one called "session", whichever comes first', async () => {
    const within = user(admin((_request, _admin, user: object) => marked(user as Session)));
    const around = admin(user((_request, user) => marked(user)));
    expect(await (await within(request())).json()).toBe(true);
    expect(await (await around(request())).json()).toBe(true);
  });

  test("the globals stand for the only one, whatever its name", async () => {
    const only = admin((_request, admin) => marked(admin));
    expect(await (await only(request())).json()).toBe(true);
  });
});
