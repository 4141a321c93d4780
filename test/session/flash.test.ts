import { Markup, SecureCookieSessionInterface, Session, Tuple } from "dewar";
import { describe, expect, test } from "vitest";
import { takeMessages, waitingMessages } from "../../src/session/messages.ts";
import { cookieFrom, cookieOf, payloadOf, sessionsAt, visit } from "./kit.ts";

const FLASHED = cookieOf({
  _flashes: [Tuple.of("error", "a"), Tuple.of("info", "b"), Tuple.of("error", "c")],
  user: 1,
});

test("flash stores what Flask stores", () => {
  const response = visit((session) => {
    session.flash("Hi");
    session.flash("Saved", "success");
  });
  expect(payloadOf(cookieFrom(response))).toBe(
    '{"_flashes":[{" t":["message","Hi"]},{" t":["success","Saved"]}]}',
  );
});

describe("getFlashedMessages", () => {
  const open = () => sessionsAt().openSession(FLASHED);

  test("gives messages, or pairs, or some categories in order", () => {
    expect(open().getFlashedMessages()).toEqual(["a", "b", "c"]);
    expect(
      open()
        .getFlashedMessages({ withCategories: true })
        .map((pair) => [...pair]),
    ).toEqual([
      ["error", "a"],
      ["info", "b"],
      ["error", "c"],
    ]);
    expect(open().getFlashedMessages({ categoryFilter: ["error"] })).toEqual(["a", "c"]);
    expect(open().getFlashedMessages({ categoryFilter: [] })).toEqual(["a", "b", "c"]);
  });

  test("shows each once, and the rest of the session stays", () => {
    const response = visit(
      (session) => session.getFlashedMessages({ categoryFilter: ["info"] }),
      FLASHED,
    );
    expect(payloadOf(cookieFrom(response))).toBe('{"user":1}');
  });

  test("can be asked again in the same request", () => {
    const session = open();
    expect(session.getFlashedMessages()).toEqual(["a", "b", "c"]);
    expect(session.getFlashedMessages()).toEqual(["a", "b", "c"]);
  });

  test("a message flashed after a read is given by the next read, here or there (pain 12)", () => {
    const session = open();
    session.getFlashedMessages();
    session.flash("d");
    expect(session.getFlashedMessages()).toEqual(["a", "b", "c", "d"]);
    const response = visit((later) => {
      later.getFlashedMessages();
      later.flash("d");
    }, FLASHED);
    expect(sessionsAt().openSession(cookieFrom(response)).getFlashedMessages()).toEqual(["d"]);
  });

  test("takes nothing out of a session for a response that nobody sees", () => {
    const sessions = sessionsAt();
    const session = sessions.openSession(FLASHED, { keepFlashes: true });
    expect(session.getFlashedMessages()).toEqual(["a", "b", "c"]);
    expect(session.getFlashedMessages()).toEqual(["a", "b", "c"]);
    session.flash("d");
    expect(session.getFlashedMessages()).toEqual(["a", "b", "c", "d"]);
    expect(session.has("_flashes")).toBe(true);
  });

  test("keeps Markup Markup", () => {
    const response = visit((session) => session.flash(new Markup("<b>x</b>")));
    const [message] = sessionsAt().openSession(cookieFrom(response)).getFlashedMessages<Markup>();
    expect(message).toBeInstanceOf(Markup);
    expect(`${message}`).toBe("<b>x</b>");
  });

  test.each([null, 5, "ab", {}, [1, ["x"]]])(
    "of what is no list of messages is empty: %j",
    (flashes) => {
      const session = sessionsAt().openSession(cookieOf({ _flashes: flashes }));
      expect(session.getFlashedMessages()).toEqual([]);
      session.flash("works");
      expect(session.getFlashedMessages()).toEqual(["works"]);
    },
  );

  test("reads plain pairs too, which other ports write", () => {
    const session = sessionsAt().openSession(cookieOf({ _flashes: [["error", "a"]] }));
    expect(session.getFlashedMessages()).toEqual(["a"]);
  });
});

describe("messages of one category, as adapters take them", () => {
  const open = () => sessionsAt().openSession(FLASHED);
  const texts = (pairs: readonly (readonly unknown[])[]) => pairs.map(([, message]) => message);

  test.each<[string | undefined, unknown[], unknown[]]>([
    ["error", ["a", "c"], ["b"]],
    ["info", ["b"], ["a", "c"]],
    ["none", [], ["a", "b", "c"]],
    ["", [], ["a", "b", "c"]],
    [undefined, ["a", "b", "c"], []],
  ])("%j", (category, taken, left) => {
    const session = open();
    expect(texts(waitingMessages(session, category))).toEqual(taken);
    expect(session.modified).toBe(false);
    expect(texts(takeMessages(session, category))).toEqual(taken);
    expect(session.modified).toBe(taken.length > 0);
    expect(texts(waitingMessages(session))).toEqual(left);
    expect([session.has("_flashes"), session.user]).toEqual([left.length > 0, 1]);
    expect(takeMessages(session, category)).toEqual([]);
  });

  test("with the last message goes the key", () => {
    const session = open();
    takeMessages(session, "error");
    takeMessages(session, "info");
    expect({ ...session }).toEqual({ user: 1 });
  });

  test("what is no message goes with all of them, and is no reason to write by itself", () => {
    const session = sessionsAt().openSession(cookieOf({ _flashes: ["ab", ["x"], 5], user: 1 }));
    expect(takeMessages(session, "ab")).toEqual([]);
    expect(session.modified).toBe(false);
    expect(takeMessages(session)).toEqual([]);
    expect([session.modified, { ...session }]).toEqual([true, { user: 1 }]);
  });

  test("there are none in a session that cannot be written", () => {
    const session = new SecureCookieSessionInterface().openSession(FLASHED);
    expect([takeMessages(session), takeMessages(session, "info")]).toEqual([[], []]);
  });
});

describe("a session of one's own", () => {
  const data = { _flashes: [["info", "Hi"]] };

  test.each<[string, object, boolean]>([
    ["for a page", {}, false],
    ["for a response that a person sees", { keepFlashes: false }, false],
    ["for one that nobody sees", { keepFlashes: true }, true],
  ])("%s", (_, origin, stays) => {
    const session = new Session(data, origin);
    expect(session.getFlashedMessages()).toEqual(["Hi"]);
    expect([session.has("_flashes"), session.modified]).toEqual([stays, !stays]);
    expect(session.getFlashedMessages()).toEqual(["Hi"]);
  });
});
