// What a response has to say about a session, as a value.
import {
  type HeadersLike,
  SecureCookieSessionInterface,
  type Session,
  SessionInterface,
} from "dewar";
import { session as nodeSession } from "dewar/node";
import { describe, expect, test } from "vitest";
import { serve } from "../adapters/serve.ts";

const secretKey = "key-of-the-commit-tests-90c2b7";
const sessions = new SecureCookieSessionInterface({ secretKey });

describe("commit", () => {
  test("says nothing of a session that nobody looked at", () => {
    const session = sessions.openSession(undefined);
    expect(sessions.commit(session, new Headers())).toEqual({ cookies: [], vary: false });
  });

  test("says that the response depends on one that was read", () => {
    const session = sessions.openSession(undefined);
    session.get("username");
    expect(sessions.commit(session, new Headers())).toEqual({ cookies: [], vary: true });
  });

  test("gives the cookie of one that was changed, and leaves the session open", () => {
    const session = sessions.openSession(undefined, { secure: true });
    session["username"] = "alice";
    const { cookies, vary } = sessions.commit(session, new Headers());
    expect(vary).toBe(true);
    expect(cookies).toHaveLength(1);
    expect({ ...cookies[0] }).toMatchObject({
      name: "session",
      path: "/",
      httpOnly: true,
      secure: true,
      sameSite: "Lax",
      expires: undefined,
      maxAge: undefined,
    });
    session["username"] = "bob";
    const headers = new Headers();
    sessions.saveSession(session, headers);
    const cookie = headers.getSetCookie()[0]?.split(";")[0];
    expect(sessions.openSession(cookie).get("username")).toBe("bob");
  });

  test("gives the deletion of one that was emptied", () => {
    const session = sessions.openSession(undefined);
    session["a"] = 1;
    session.clear();
    const { cookies } = sessions.commit(session, new Headers());
    expect(cookies.map((cookie) => ({ ...cookie }))).toMatchObject([
      { name: "session", value: "", maxAge: 0, expires: new Date(0) },
    ]);
  });
});

describe("an interface of one's own", () => {
  class Own extends SessionInterface {
    readonly #commit: () => unknown;
    constructor(commit: () => unknown) {
      super();
      this.#commit = commit;
    }
    openSession(): Session {
      return sessions.openSession(undefined);
    }
    commit(): never {
      return this.#commit() as never;
    }
  }

  const save = (commit: () => unknown): { headers: Headers; session: Session } => {
    const own = new Own(commit);
    const session = own.openSession();
    session["a"] = 1;
    const headers = new Headers();
    own.saveSession(session, headers);
    return { headers, session };
  };

  test("may set several cookies, which make the response private and dependent on cookies", () => {
    const { headers } = save(() => ({
      cookies: [
        { name: "sid", value: "1", secure: true },
        { name: "hint", value: "2", httpOnly: false },
      ],
      vary: false,
    }));
    expect(Object.fromEntries(headers)).toMatchObject({
      vary: "Cookie",
      "cache-control": "private",
    });
    expect(headers.getSetCookie()).toEqual(["sid=1; Path=/; HttpOnly; Secure", "hint=2; Path=/"]);
  });

  test("sets none of its cookies where one cannot be", () => {
    const own = new Own(() => ({
      cookies: [
        { name: "sid", value: "1" },
        { name: "other", value: "a b" },
      ],
      vary: true,
    }));
    const session = own.openSession();
    session["a"] = 1;
    const headers = new Headers();
    expect(() => own.saveSession(session, headers)).toThrow("A cookie's value expected ASCII");
    expect(Object.fromEntries(headers)).toEqual({ vary: "Cookie" });
    session["b"] = 2; // it is still open
  });

  test.each([
    ["a promise", async () => ({ cookies: [], vary: true }), "got a promise"],
    ["a failed promise", () => Promise.reject(new Error("no store")), "got a promise"],
    ["nothing", () => undefined, "got undefined"],
    ["null", () => null, "got null"],
    ["text", () => "sid=1", "got string"],
    ["an object without cookies", () => ({ vary: true }), "got object"],
  ])("that returns %s is told so", (_, commit, got) => {
    expect(() => save(commit)).toThrow(`commit expected { cookies, vary } to be returned, ${got}`);
  });

  test("that overrides saveSession without calling it gets a 500 and is told so", async () => {
    const errors: unknown[] = [];
    class Forgetful extends SecureCookieSessionInterface {
      override saveSession(_session: Session, _headers: HeadersLike): void {}
      override reportError(error: unknown): void {
        errors.push(error);
      }
    }
    const { url } = await serve(
      nodeSession(new Forgetful({ secretKey }))((req, res) => {
        req.session["a"] = 1;
        res.end("done");
      }),
    );
    const response = await fetch(url);
    expect([response.status, response.headers.getSetCookie()]).toEqual([500, []]);
    expect(String(errors[0])).toContain("Call super.saveSession(session, headers) in it");
  });
});
