import { type RejectReason, SecureCookieSessionInterface, type SessionOptions } from "dewar";
import { describe, expect, test } from "vitest";
import { cookieFrom, cookieOf, NOW, SECRET, sessionsAt, visit } from "../session/kit.ts";

const sign = (payload: string, secretKey = SECRET) =>
  `session=${sessionsAt({ secretKey }).signingSerializer.signer.sign(payload)}`;
const OTHER = "another-secret-key-of-another-app";

describe("status says why the session is what it is (pain 33)", () => {
  const good = cookieOf({ a: 1 });
  const expired = cookieOf({ a: 1 }, {}, NOW - 32 * 86_400);

  test.each<[string, string | undefined | null, string]>([
    ["no header", undefined, "new"],
    ["an empty header", "", "new"],
    ["null", null, "new"],
    ["another cookie", "theme=dark", "new"],
    ["an empty cookie", "session=", "new"],
    ["a good one", good, "valid"],
    ["another key", cookieOf({ a: 1 }, { secretKey: OTHER }), "bad-signature"],
    ["a changed payload", good.replace("session=e", "session=f"), "bad-signature"],
    ["garbage", "session=garbage", "bad-signature"],
    ["too old", expired, "expired"],
    ["from the future", cookieOf({ a: 1 }, {}, NOW + 1), "expired"],
    ["no timestamp", `session=${signWithoutTime("eyJhIjoxfQ")}`, "malformed"],
    ["no JSON", sign(Buffer.from("{").toString("base64url")), "malformed"],
    ["no dictionary", sign(Buffer.from("[1]").toString("base64url")), "malformed"],
    ["no base64", sign("!!!!!"), "malformed"],
    ["no zlib", sign(".AAAA"), "malformed"],
    [
      "a tag of the wrong kind",
      sign(Buffer.from('{"a":{" u":"x"}}').toString("base64url")),
      "malformed",
    ],
  ])("%s", (_, cookie, status) => {
    const reasons: RejectReason[] = [];
    const session = sessionsAt({ onReject: (reason) => reasons.push(reason) }).openSession(cookie);
    expect(session.status).toBe(status);
    expect(session.new).toBe(status !== "valid");
    expect({ ...session }).toEqual(status === "valid" ? { a: 1 } : {});
    expect(reasons).toEqual(status === "new" || status === "valid" ? [] : [status]);
  });

  function signWithoutTime(payload: string): string {
    const { signer } = sessionsAt().signingSerializer;
    return `${payload}.${signer.getSignature(payload)}`;
  }
});

test("a host a few seconds ahead is trusted by default", () => {
  const cookie = cookieOf({ a: 1 });
  const at = (seconds: number) =>
    new SecureCookieSessionInterface({
      secretKey: SECRET,
      clock: () => (NOW - seconds) * 1000,
    }).openSession(cookie).status;
  expect([at(10), at(11)]).toEqual(["valid", "expired"]);
});

describe("of several cookies with the name", () => {
  const good = cookieOf({ a: 1 });
  const second = cookieOf({ a: 2 });
  const bad = cookieOf({ a: 3 }, { secretKey: OTHER });

  test.each([
    [`${bad}; ${good}`, 1],
    [`session=; ${good}; ${second}`, 1],
    [`${second}; ${good}`, 2],
    [`session=x; theme=dark; ${bad}; ${second}`, 2],
  ])("the first that is good wins (pain 25)", (header, a) => {
    expect(sessionsAt().openSession(header).a).toBe(a);
  });

  test("the reason is that of the first when none is good", () => {
    expect(sessionsAt().openSession(`${bad}; session=x`).status).toBe("bad-signature");
  });
});

describe("key rotation finishes (pain 18)", () => {
  const old = cookieOf({ a: 1 }, { secretKey: OTHER });
  const rotated: SessionOptions = { secretKeyFallbacks: [OTHER] };

  test("a cookie of an old key is good, and says so", () => {
    const session = sessionsAt(rotated).openSession(old);
    expect([session.a, session.status, session.new]).toEqual([1, "valid-old-key", false]);
  });

  test("it is signed anew also when it is only read, with the newest key", () => {
    const response = visit((session) => session.get("a"), old, rotated);
    expect(response.setCookie).toHaveLength(1);
    expect(sessionsAt().openSession(cookieFrom(response)).status).toBe("valid");
  });

  test("and left alone by a response that has nothing to do with it", () => {
    expect(visit(() => {}, old, rotated).setCookie).toEqual([]);
  });

  test("a change of digest goes the same way (pain 35)", () => {
    const sha256: SessionOptions = { digestMethod: "sha256", digestMethodFallbacks: ["sha1"] };
    const response = visit((session) => session.get("a"), cookieOf({ a: 1 }), sha256);
    expect(sessionsAt({ digestMethod: "sha256" }).openSession(cookieFrom(response)).status).toBe(
      "valid",
    );
    expect(sessionsAt({ digestMethod: "sha256" }).openSession(cookieOf({ a: 1 })).status).toBe(
      "bad-signature",
    );
  });
});

test("nothing is opened, and nobody is told, until the session is touched", () => {
  const reasons: string[] = [];
  const sessions = sessionsAt({
    onReject: (reason) => reasons.push(reason),
    refreshEachRequest: false,
  });
  const session = sessions.openSession("session=garbage");
  sessions.saveSession(session, new Headers());
  expect(reasons).toEqual([]);
});

describe("without a secret key (Flask's null session)", () => {
  const sessions = new SecureCookieSessionInterface({});

  test("reading works and finds nothing", () => {
    const session = sessions.openSession(cookieOf({ a: 1 }));
    expect([session.a, session.get("a", 2), "a" in session, session.getFlashedMessages()]).toEqual([
      undefined,
      2,
      false,
      [],
    ]);
    expect(sessions.isNullSession(session)).toBe(true);
  });

  test.each<[string, (session: ReturnType<typeof sessions.openSession>) => void]>([
    [
      "assignment",
      (session) => {
        session.a = 1;
      },
    ],
    ["pop of nothing", (session) => session.pop("a")],
    ["clear", (session) => session.clear()],
    ["setDefault", (session) => session.setDefault("a", 1)],
    ["flash", (session) => session.flash("x")],
    [
      "permanent",
      (session) => {
        session.permanent = true;
      },
    ],
  ])("%s says how to make a key", (_, write) => {
    const use = () => write(sessions.openSession(undefined));
    expect(use).toThrow(expect.objectContaining({ code: "ERR_SESSION_NULL" }));
    expect(use).toThrow("The session is unavailable because no secret key was set.");
  });

  test("nothing is sent, not even Vary", () => {
    const session = sessions.openSession(undefined);
    session.get("a");
    const headers = new Headers();
    sessions.saveSession(session, headers);
    expect([...headers]).toEqual([]);
  });

  test("there is nothing to sign with", () => {
    expect(() => sessions.signingSerializer).toThrow("no secret key");
  });
});
