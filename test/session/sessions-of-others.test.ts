// What an interface does with a session that it did not open, and with errors that are not the visitor's.
import { Session } from "dewar";
import { describe, expect, test } from "vitest";
import { setOpenedBy } from "../../src/session/attach.ts";
import { cookieOf, NOW, sessionsAt } from "./kit.ts";

describe("an interface gets a session of another", () => {
  test("and does not save it", () => {
    const headers = new Headers();
    expect(() => sessionsAt().saveSession(new Session({ a: 1 }), headers)).toThrow(
      new TypeError("commit expected a session that openSession returned, got another."),
    );
    expect([...headers]).toEqual([]);
  });

  test("and has nothing to check in it", () => {
    const session = new Session();
    session["a"] = 1;
    sessionsAt().checkSession(session);
    expect([session["a"], session.modified]).toEqual([1, true]);
  });

  test("and does not take it for its own, unless an adapter noted so", () => {
    const session = new Session();
    const sessions = sessionsAt();
    expect(sessions.isSame(session)).toBe(false);
    setOpenedBy(session, sessions);
    expect([sessions.isSame(session), sessionsAt().isSame(session)]).toEqual([true, false]);
  });
});

test("an error of the application's own clock is not taken for a bad cookie", () => {
  let hasStopped = false;
  const clock = () => {
    if (hasStopped) throw new RangeError("the clock has stopped");
    return NOW * 1000;
  };
  const session = sessionsAt({ clock }).openSession(cookieOf({ a: 1 }));
  hasStopped = true;
  expect(() => session["a"]).toThrow(new RangeError("the clock has stopped"));
});
