import { SessionCommittedError, SessionTooLargeError } from "dewar";
import { describe, expect, test } from "vitest";
import { cookieFrom, cookieOf, payloadOf, sessionsAt, visit } from "../session/kit.ts";

const PLAIN = cookieOf({ a: 1, l: [] });

// Text that zlib cannot shorten much: base64 of a simple generator's bytes.
let seed = 42;
const NOISE = Array.from({ length: 6000 }, () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[seed >> 25];
}).join("");

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
