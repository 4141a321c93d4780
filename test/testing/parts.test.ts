import { AssertionError } from "node:assert";
import { Markup, Session } from "dewar";
import { assertFlashed, assertNothingFlashed, CookieJar, fixedClock } from "dewar/testing";
import { describe, expect, test } from "vitest";

describe("fixedClock", () => {
  test("stands still until it is moved", () => {
    const clock = fixedClock(new Date(1_000_000));
    expect([clock(), clock()]).toEqual([1_000_000, 1_000_000]);
    clock.advance({ days: 1, hours: 1, minutes: 1, seconds: 1.5 });
    expect(clock()).toBe(1_000_000 + 90_061_500);
    clock.set("1970-01-01T00:00:00Z");
    expect(clock()).toBe(0);
  });

  test("moves by every part that a duration has, and by no other", () => {
    const clock = fixedClock(0);
    clock.advance({ weeks: 5 });
    expect(clock()).toBe(3_024_000_000);
    clock.advance({ weeks: 1, days: 2, hours: 3, minutes: 4, seconds: 5 });
    expect(clock()).toBe(3_024_000_000 + 788_645_000);
    expect(() => clock.advance({ day: 1 } as object)).toThrow(
      'advance expected seconds, or an object such as { days: 7 }, from 0 to 1000 years; got a part called "day".',
    );
    expect(() => clock.advance({ days: -1 })).toThrow("got -86400 seconds.");
    expect(clock()).toBe(3_812_645_000);
  });

  test("refuses what is no time", () => {
    expect(() => fixedClock("noon")).toThrow(RangeError);
    expect(() => fixedClock(0).set(Number.NaN)).toThrow(RangeError);
  });
});

describe("CookieJar", () => {
  const at = (path: string) => `http://localhost${path}`;

  test("keeps a cookie by name and path, and sends the longer path first", () => {
    const jar = new CookieJar();
    jar.setCookie("a=1; Path=/", at("/"));
    jar.setCookie("a=2; Path=/shop", at("/"));
    jar.setCookie("b=3", at("/shop/cart"));
    expect(jar.getCookieString(at("/"))).toBe("a=1");
    expect(jar.getCookieString(at("/shop/cart"))).toBe("a=2; b=3; a=1");
    expect(jar.getCookieString(at("/shopping"))).toBe("a=1");
    jar.setCookie("a=4; Path=/", at("/"));
    expect(jar.getCookieString(at("/"))).toBe("a=4");
  });

  test("forgets a cookie when its time has come", () => {
    const clock = fixedClock("2030-01-01T00:00:00Z");
    const jar = new CookieJar(clock);
    jar.setCookie("age=1; Max-Age=60; Expires=Thu, 01 Jan 2099 00:00:00 GMT", at("/"));
    jar.setCookie("date=1; Expires=Tue, 01 Jan 2030 00:02:00 GMT", at("/"));
    jar.setCookie("gone=1; Max-Age=0", at("/"));
    expect(jar.getCookieString(at("/"))).toBe("age=1; date=1");
    clock.advance({ seconds: 60 });
    expect(jar.getCookieString(at("/"))).toBe("date=1");
    clock.advance({ seconds: 60 });
    expect(jar.getCookieString(at("/"))).toBe("");
  });

  test("leaves values as they are", () => {
    const jar = new CookieJar();
    jar.setCookie('quoted="a%20b"; Path=/', at("/"));
    expect(jar.getCookieString(at("/"))).toBe('quoted="a%20b"');
  });
});

describe("flash assertions", () => {
  const session = new Session();
  session.flash("Saved", "success");
  session.flash(new Markup("<b>Hi</b>"));
  session.flash({ code: 7 }, "error");

  test("pass for a message that waits, and leave it there", () => {
    assertFlashed(session, "Saved");
    assertFlashed(session, "Saved", "success");
    assertFlashed(session, new Markup("<b>Hi</b>"), "message");
    assertFlashed(session, { code: 7 });
    expect(session.getFlashedMessages().length).toBe(3);
    assertNothingFlashed(session);
    assertNothingFlashed(new Session({ username: "alice" }));
  });

  test("see no message in what another application left under the key", () => {
    for (const flashes of [5, [1, ["error"]]])
      assertNothingFlashed(new Session({ _flashes: flashes }));
  });

  test("say what was flashed instead", () => {
    const other = new Session();
    other.flash("Saved", "success");
    expect(() => assertFlashed(other, "Saved", "error")).toThrow(
      new AssertionError({
        message: "expected the flashed message error: Saved, got success: Saved",
        actual: [["success", "Saved"]],
        expected: [["error", "Saved"]],
        operator: "assertFlashed",
      }),
    );
    expect(() => assertFlashed(new Session(), "Saved")).toThrow("got nothing");
    expect(() => assertNothingFlashed(other)).toThrow(
      "expected no flashed message, got success: Saved",
    );
  });
});
