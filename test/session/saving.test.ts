import { SessionCommittedError, SessionTooLargeError, Tuple } from "dewar";
import { describe, expect, test } from "vitest";
import { cookieFrom, cookieOf, NOW, payloadOf, sessionsAt, visit } from "./kit.ts";

const PLAIN = cookieOf({ a: 1, l: [] });
const PERMANENT = cookieOf({ _permanent: true, a: 1, l: [] });

describe("when a cookie is sent (Flask's table, WIRE 11)", () => {
  const SET = /^session=[\w.-]+; Path=\/; HttpOnly$/;
  const DELETED = "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly";

  test("a session nobody touches sends nothing, and no Vary", () => {
    for (const cookie of [undefined, "session=garbage", PLAIN])
      expect(visit(() => {}, cookie)).toMatchObject({
        setCookie: [],
        vary: null,
        cacheControl: null,
      });
  });

  test.each<[string, (session: Record<string, unknown> & { get(k: string): unknown }) => unknown]>([
    ["get", (session) => session.get("a")],
    ["property", (session) => session["a"]],
    ["in", (session) => "a" in session],
    ["keys", (session) => Object.keys(session)],
    ["spread", (session) => ({ ...session })],
    ["JSON", (session) => JSON.stringify(session)],
    ["permanent", (session) => session["permanent"]],
    ["modified", (session) => session["modified"]],
    ["status", (session) => session["status"]],
    ["new", (session) => session["new"]],
  ])("reading by %s sends Vary and no cookie", (_, read) => {
    for (const cookie of [undefined, PLAIN])
      expect(visit((session) => void read(session), cookie)).toMatchObject({
        setCookie: [],
        vary: "Cookie",
        cacheControl: null,
      });
  });

  test("reading no flashed messages writes nothing", () => {
    expect(visit((session) => session.getFlashedMessages(), PLAIN)).toMatchObject({
      setCookie: [],
      vary: "Cookie",
    });
  });

  test("writing sends the cookie, Vary and Cache-Control, even the same value", () => {
    const { setCookie, vary, cacheControl } = visit((session) => {
      session.a = 1;
    }, PLAIN);
    expect(setCookie).toEqual([expect.stringMatching(SET)]);
    expect([vary, cacheControl]).toEqual(["Cookie", "private"]);
  });

  test("emptying the session deletes the cookie with the same attributes", () => {
    const options = {
      cookie: {
        domain: "example.com",
        path: "/app",
        secure: true,
        sameSite: "None",
        partitioned: true,
      },
    } as const;
    const cookie = cookieOf({ a: 1 }, options);
    const [set] = visit((session) => session.set("a", 2), cookie, options).setCookie;
    const [deleted] = visit((session) => session.clear(), cookie, options).setCookie;
    const attributes =
      "; Domain=example.com; Path=/app; HttpOnly; Secure; Partitioned; SameSite=None";
    expect(set?.slice(set.indexOf(";"))).toBe(attributes);
    expect(deleted).toBe(`session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0${attributes}`);
  });

  test("clear on nothing deletes, pop of nothing does not", () => {
    expect(visit((session) => session.clear()).setCookie).toEqual([DELETED]);
    expect(visit((session) => session.pop("a")).setCookie).toEqual([]);
    expect(visit((session) => session.pop("missing", 1), PLAIN).setCookie).toEqual([]);
    expect(visit((session) => session.update({})).setCookie).toEqual([DELETED]);
  });

  test("modified can be set, and unset", () => {
    expect(
      visit((session) => {
        session.a = 5;
        session.l.push(1);
        session.modified = false;
      }, PLAIN).setCookie,
    ).toEqual([]);
    expect(
      visit((session) => {
        session.modified = true;
      }, PLAIN).setCookie,
    ).toHaveLength(1);
  });

  test("a rejected cookie is left alone until something is written", () => {
    expect(visit((session) => session.get("a"), "session=bad.bad.bad").setCookie).toEqual([]);
  });
});

describe("changes deep inside are saved (pain 7)", () => {
  test.each<[string, object, (session: { get(key: string): never }) => void, string]>([
    ["push", { l: [1] }, (s) => (s.get("l") as number[]).push(2), '{"l":[1,2]}'],
    [
      "member",
      { o: { a: { b: 1 } } },
      (s) => {
        (s.get("o") as { a: { b: number } }).a.b = 2;
      },
      '{"o":{"a":{"b":2}}}',
    ],
    [
      "Date",
      { d: new Date(0) },
      (s) => void (s.get("d") as Date).setUTCFullYear(1971),
      '{"d":{" d":"Fri, 01 Jan 1971 00:00:00 GMT"}}',
    ],
    [
      "bytes",
      { b: Uint8Array.of(1) },
      (s) => void (s.get("b") as Uint8Array).fill(2),
      '{"b":{" b":"Ag=="}}',
    ],
    [
      "inside a tuple",
      { t: Tuple.of([1]) },
      (s) => void (s.get("t") as [number[]])[0].push(2),
      '{"t":{" t":[[1,2]]}}',
    ],
  ])("%s", (_, data, change, payload) => {
    const response = visit((session) => change(session as never), cookieOf(data));
    expect(payloadOf(cookieFrom(response))).toBe(payload);
  });

  test("by iteration and by spread", () => {
    for (const reach of [
      (session: Iterable<[string, unknown]>) => [...session][0]?.[1],
      (session: object) => Object.values(session)[0],
    ]) {
      const response = visit(
        (session) => (reach(session) as number[]).push(1),
        cookieOf({ l: [] }),
      );
      expect(payloadOf(cookieFrom(response))).toBe('{"l":[1]}');
    }
  });

  test("looking without changing sends nothing", () => {
    expect(visit((session) => JSON.stringify(session.l), PLAIN).setCookie).toEqual([]);
  });

  test("a change that is undone is no change", () => {
    const { setCookie } = visit((session) => {
      session.l.push(1);
      session.l.pop();
    }, PLAIN);
    expect(setCookie).toEqual([]);
  });
});

describe("what nobody touched keeps its text", () => {
  // Signed as another port would write it: floats, unknown tags, odd order, raw UTF-8, white space.
  const foreign = `{ "z": 1.0, "f":[1e5,-0.0], "_user_id":"7", "tag":{" x":[1]}, "é":"ü", "big":123456789012345678901234567890 }`;
  const cookie = () => {
    const { signer } = sessionsAt().signingSerializer;
    const payload = Buffer.from(foreign).toString("base64url");
    return `session=${signer.sign(payload)}`;
  };

  test("while another key changes", () => {
    const response = visit((session) => session.set("n", 1), cookie());
    expect(payloadOf(cookieFrom(response))).toBe(
      '{"_user_id":"7","big":123456789012345678901234567890,"f":[1e5,-0.0],"n":1,"tag":{" x":[1]},"z":1.0,"\\u00e9":"ü"}',
    );
  });

  test("and a refresh signs the payload as it is", () => {
    const { signer } = sessionsAt().signingSerializer;
    const payload = Buffer.from('{ "_permanent": true, "z": 1.0 }').toString("base64url");
    const response = visit(() => {}, `session=${signer.sign(payload)}`, {}, NOW + 5);
    expect(cookieFrom(response).startsWith(`session=${payload}.`)).toBe(true);
  });
});

describe("permanent sessions", () => {
  test("expire after the lifetime, in Expires and never in Max-Age", () => {
    const { setCookie } = visit((session) => {
      session.permanent = true;
    });
    expect(setCookie).toEqual([
      expect.stringMatching(
        /^session=[\w.-]+; Expires=Fri, 15 Dec 2023 22:13:20 GMT; Path=\/; HttpOnly$/,
      ),
    ]);
  });

  test("are sent with every response, untouched ones too, so that they last", () => {
    expect(visit(() => {}, PERMANENT)).toMatchObject({
      setCookie: [expect.stringContaining("Expires=")],
      vary: "Cookie",
      cacheControl: "private",
    });
  });

  test("unless refreshEachRequest is off", () => {
    expect(visit(() => {}, PERMANENT, { refreshEachRequest: false })).toMatchObject({
      setCookie: [],
      vary: null,
    });
    expect(
      visit((session) => session.get("a"), PERMANENT, { refreshEachRequest: false }),
    ).toMatchObject({ setCookie: [], vary: "Cookie" });
  });

  test("or the cookie is younger than a given age", () => {
    const options = { refreshEachRequest: { hours: 1 } };
    const cookie = cookieOf({ _permanent: true }, options);
    expect(visit(() => {}, cookie, options, NOW + 3599).setCookie).toEqual([]);
    expect(visit(() => {}, cookie, options, NOW + 3600).setCookie).toHaveLength(1);
  });

  test("are what Python takes for true", () => {
    for (const [value, permanent] of [
      ["no", true],
      [1, true],
      [[], false],
      [{}, false],
      ["", false],
    ])
      expect(sessionsAt().openSession(cookieOf({ _permanent: value })).permanent).toBe(permanent);
  });

  test("a lifetime counts for every cookie, permanent or not (pain 17)", () => {
    const options = { permanentSessionLifetime: { days: 7 } };
    const week = 7 * 86_400;
    const cookie = cookieOf({ a: 1 }, options);
    expect(sessionsAt(options, NOW + week).openSession(cookie).status).toBe("valid");
    expect(sessionsAt(options, NOW + week + 1).openSession(cookie).status).toBe("expired");
  });
});

describe("what cannot be saved", () => {
  class Buyer {}
  const circular: { self?: unknown } = {};
  circular.self = circular;

  test.each([
    [
      "session.cart[2].buyer: expected a plain object, got Buyer",
      { cart: [1, 2, { buyer: new Buyer() }] },
    ],
    ["session.f: expected JSON data, got function", { f: () => 1 }],
    ["session.a[0]: expected JSON data, got undefined", { a: [undefined] }],
    [
      "session.d: expected a valid date of the years 1 to 9999, got another Date",
      { d: new Date(Number.NaN) },
    ],
    ["session.c.self: refers back to an object around it", { c: circular }],
    ['session["a b"].m: expected a plain object, got Map', { "a b": { m: new Map() } }],
  ])("%s", (message, data) => {
    const save = () => visit((session) => session.update(data));
    expect(save).toThrow(expect.objectContaining({ code: "ERR_JSON_ENCODE" }));
    expect(save).toThrow(message);
  });

  test("undefined members are left out, as in JSON", () => {
    const response = visit((session) =>
      session.update({ a: undefined, b: { c: undefined, d: 1 } }),
    );
    expect(payloadOf(cookieFrom(response))).toBe('{"b":{"d":1}}');
  });

  test("a cookie that browsers would drop is an error with the bytes of each key (pain 3)", () => {
    const save = () => visit((session) => session.update({ small: 1, large: NOISE }));
    expect(save).toThrow(SessionTooLargeError);
    try {
      save();
    } catch (error) {
      const { cookieBytes, bytesByKey, message } = error as SessionTooLargeError;
      expect(cookieBytes).toBeGreaterThan(4096);
      expect(Object.keys(bytesByKey)).toEqual(["large", "small"]);
      expect(bytesByKey["small"]).toBe(1);
      expect(message).toContain(`${cookieBytes} bytes`);
      expect(message).not.toContain(NOISE.slice(0, 16));
    }
  });

  test("a cookie of exactly 4096 bytes goes through", () => {
    let length = 0;
    for (let size = 3600; size < 4100; size++) {
      const data = NOISE.slice(0, size);
      try {
        length = Math.max(
          length,
          visit((session) => session.set("d", data)).setCookie[0]?.length ?? 0,
        );
      } catch (error) {
        expect(error).toBeInstanceOf(SessionTooLargeError);
      }
    }
    expect(length).toBeGreaterThan(4090);
    expect(length).toBeLessThanOrEqual(4096);
  });
});

// Text that zlib cannot shorten much: base64 of a simple generator's bytes.
let seed = 42;
const NOISE = Array.from({ length: 6000 }, () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[seed >> 25];
}).join("");

describe("once it is saved", () => {
  const committed = () => {
    const sessions = sessionsAt();
    const session = sessions.openSession(PLAIN);
    sessions.saveSession(session, new Headers());
    return { session, sessions };
  };

  test.each<[string, (session: ReturnType<typeof committed>["session"]) => void]>([
    ["set", (session) => session.set("a", 1)],
    [
      "property",
      (session) => {
        session.a = 1;
      },
    ],
    ["delete", (session) => session.delete("a")],
    ["pop", (session) => session.pop("a")],
    ["clear", (session) => session.clear()],
    ["update", (session) => session.update({ a: 1 })],
    [
      "permanent",
      (session) => {
        session.permanent = true;
      },
    ],
    ["flash", (session) => session.flash("late")],
  ])("a write by %s throws (pain 31)", (_, write) => {
    const { session } = committed();
    expect(() => write(session)).toThrow(SessionCommittedError);
  });

  test("reading goes on", () => {
    expect(committed().session.get("a")).toBe(1);
  });

  test("saving again changes nothing", () => {
    const { session, sessions } = committed();
    const headers = new Headers();
    sessions.saveSession(session, headers);
    expect([...headers]).toEqual([]);
  });
});

describe("other people's headers", () => {
  test("survive: Set-Cookie, Vary, Cache-Control", () => {
    const sessions = sessionsAt();
    const session = sessions.openSession(undefined);
    session.a = 1;
    const headers = new Headers([
      ["set-cookie", "theme=dark; Path=/"],
      ["vary", "Accept"],
      ["vary", "Origin"],
      ["cache-control", "no-cache"],
    ]);
    sessions.saveSession(session, headers);
    headers.append("set-cookie", "after=1");
    expect(headers.getSetCookie()).toEqual([
      "theme=dark; Path=/",
      expect.stringMatching(/^session=/),
      "after=1",
    ]);
    expect(headers.get("vary")).toBe("Accept, Origin, Cookie");
    expect(headers.get("cache-control")).toBe("no-cache, private");
  });
});
