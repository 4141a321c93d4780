// What an adapter checks before the headers leave is what is saved then, or there would be no error page.
import { SecureCookieSessionInterface, SessionTooLargeError } from "dewar";
import { describe, expect, test } from "vitest";

const START = 1_700_000_000_999;

function visit() {
  const time = { now: START };
  const sessions = new SecureCookieSessionInterface({
    secretKey: "6b0f5c1e2d9a48f7b3c4d5e6f708192a",
    clock: () => time.now,
  });
  const session = sessions.openSession(undefined);
  const save = () => {
    const headers = new Headers();
    sessions.saveSession(session, headers);
    return headers.get("set-cookie");
  };
  /** What is saved where nobody checks. */
  const cookie = (data: object) =>
    `session=${sessions.signingSerializer.dumps(data)}; Path=/; HttpOnly; SameSite=Lax`;
  return { time, sessions, session, save, cookie };
}

describe("after a check", () => {
  test("the same is saved as without one, and can still be written before", () => {
    const { sessions, session, save, cookie } = visit();
    session["name"] = "alice";
    sessions.checkSession(session);
    expect([session.modified, session["name"]]).toEqual([true, "alice"]);
    expect(save()).toBe(cookie({ name: "alice" }));
  });

  test("a change is saved", () => {
    const { sessions, session, save, cookie } = visit();
    session["cart"] = ["mug"];
    sessions.checkSession(session);
    (session["cart"] as string[]).push("pen");
    expect(save()).toBe(cookie({ cart: ["mug", "pen"] }));
  });

  test("the time is that of the save", () => {
    const { time, sessions, session, save, cookie } = visit();
    session["name"] = "alice";
    sessions.checkSession(session);
    const before = cookie({ name: "alice" });
    time.now += 1;
    expect(save()).toBe(cookie({ name: "alice" }));
    expect(cookie({ name: "alice" })).not.toBe(before);
  });

  test("a change inside of a value is saved, and so is modified = false", () => {
    const nested = visit();
    nested.session["cart"] = ["bottle"];
    nested.sessions.checkSession(nested.session);
    (nested.session["cart"] as string[]).push("cork");
    expect(nested.save()).toBe(nested.cookie({ cart: ["bottle", "cork"] }));
    const kept = visit();
    kept.session["name"] = "alice";
    kept.sessions.checkSession(kept.session);
    kept.session.modified = false;
    expect(kept.save()).toBeNull();
  });

  test("an emptied session is deleted", () => {
    const { sessions, session, save } = visit();
    session["name"] = "alice";
    sessions.checkSession(session);
    session.clear();
    expect(save()).toMatch(/^session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0;/);
  });
});

test("a check throws what the save would throw, again and again, and changes nothing", () => {
  const { sessions, session, save, cookie } = visit();
  session["name"] = "alice";
  session["notes"] = Array.from({ length: 2000 }, (_, index) => `note ${index ** 3}`);
  for (let i = 0; i < 2; i++)
    expect(() => sessions.checkSession(session)).toThrow(SessionTooLargeError);
  expect(save).toThrow(SessionTooLargeError);
  delete session["notes"];
  sessions.checkSession(session);
  expect(save()).toBe(cookie({ name: "alice" }));
});

test("a session that nobody changed is not looked at: it is not even opened", () => {
  const { sessions, session } = visit();
  sessions.checkSession(session);
  expect([session.accessed, session.modified]).toEqual([false, false]);
});
