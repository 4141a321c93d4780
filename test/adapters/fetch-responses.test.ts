// Responses of every kind that a handler of dewar/fetch may answer with.
import { SecureCookieSessionInterface, type Session, SessionCommittedError } from "dewar";
import { type Answer, session } from "dewar/fetch";
import { describe, expect, test } from "vitest";

const options = { secretKey: "0123456789abcdef0123456789abcdef", clock: () => 1_700_000_000_000 };
const sessions = new SecureCookieSessionInterface(options);
const request = (headers: Record<string, string> = {}) =>
  new Request("https://example.com/page", { headers });

/** What comes out when a handler changes the session and answers so. */
const written = (answer: () => Answer | Promise<Answer>) =>
  session(options)((_request, session) => {
    session["visits"] = 1;
    return answer();
  })(request());

const cookies = (response: Answer) => response?.headers.getSetCookie() ?? [];
const VISITED = expect.stringMatching(
  /^session=eyJ2aXNpdHMiOjF9\..*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
);

/** A response whose headers refuse changes, as one that a runtime made. */
function closed(response: Response): Response {
  const refuse = () => {
    throw new TypeError("immutable");
  };
  for (const name of ["set", "append", "delete"])
    Object.defineProperty(response.headers, name, { value: refuse });
  return response;
}

describe("a response of a handler", () => {
  test("is copied, and stays as the handler made it", async () => {
    const response = new Response("body", {
      status: 202,
      statusText: "Taken",
      headers: { "set-cookie": "other=1" },
    });
    const answer = await written(() => response);
    expect(answer).not.toBe(response);
    expect([...response.headers]).toEqual([
      ["content-type", "text/plain;charset=UTF-8"],
      ["set-cookie", "other=1"],
    ]);
    expect(cookies(answer)).toEqual(["other=1", VISITED]);
    expect([answer?.status, answer?.statusText, await answer?.text()]).toEqual([
      202,
      "Taken",
      "body",
    ]);
  });

  test("that several visitors share gives nobody the cookie of another", async () => {
    const NO_CONTENT = new Response(null, { status: 204 });
    const handler = session(options)(async (request, session) => {
      if (request.method === "POST") session["visits"] = 1;
      return NO_CONTENT;
    });
    const login = await handler(new Request("https://example.com/", { method: "POST" }));
    expect(cookies(login)).toEqual([VISITED]);
    const stranger = await handler(request());
    expect([...stranger.headers]).toEqual([]);
    expect([...NO_CONTENT.headers]).toEqual([]);
  });

  test("is given back itself when there is nothing to say", async () => {
    const response = new Response("body");
    expect(await session(options)(() => response)(request())).toBe(response);
  });

  test.each([204, 205, 304])("may have no body: %i", async (status) => {
    const response = await written(() => new Response(null, { status }));
    expect([response?.status, response?.body, cookies(response)]).toEqual([
      status,
      null,
      [VISITED],
    ]);
  });
});

describe("a response that is closed to changes", () => {
  test("is copied: a redirect", async () => {
    const response = await written(() => Response.redirect("https://example.com/", 303));
    expect([response?.status, response?.headers.get("location")]).toEqual([
      303,
      "https://example.com/",
    ]);
    expect(cookies(response)).toEqual([VISITED]);
  });

  test("is copied: what another server answered, streaming on", async () => {
    const response = await written(() => fetch("data:text/plain,from%20elsewhere"));
    expect([response?.status, cookies(response)]).toEqual([200, [VISITED]]);
    expect(response?.headers.get("content-type")).toBe("text/plain");
    expect(await response?.text()).toBe("from elsewhere");
  });

  test.each([204, 205, 304])("is copied without a body: %i", async (status) => {
    const response = await written(() => closed(new Response(null, { status })));
    expect([response?.status, cookies(response)]).toEqual([status, [VISITED]]);
  });

  test("is left alone when there is nothing to say", async () => {
    const response = Response.redirect("https://example.com/");
    expect(await session(options)(() => response)(request())).toBe(response);
  });
});

describe("a response that cannot be copied", () => {
  test("gives way to an error page when the session was changed: a network error", async () => {
    const errors: unknown[] = [];
    const reporting = { ...options, onError: (error: unknown) => void errors.push(error) };
    const response = await session(reporting)((_request, session) => {
      session["visits"] = 1;
      return Response.error();
    })(request());
    expect([response.status, cookies(response), await response.text()]).toEqual([
      500,
      [],
      "Internal Server Error",
    ]);
    expect(errors).toEqual([new SessionCommittedError()]);
  });

  test("passes when the session was only read", async () => {
    const response = Response.error();
    const handler = session(options)((_request, session) => {
      session.get("visits");
      return response;
    });
    expect(await handler(request())).toBe(response);
  });
});

describe("an upgraded connection without a response", () => {
  test("refuses a changed session, whose cookie would be lost", async () => {
    await expect(written(() => undefined)).rejects.toThrow(SessionCommittedError);
  });

  test("passes when the session was saved into the upgrade's headers", async () => {
    const upgrade = new Headers();
    const handler = session(sessions)((_request, session) => {
      session["visits"] = 1;
      sessions.saveSession(session, upgrade);
      return undefined;
    });
    expect(await handler(request())).toBeUndefined();
    expect(upgrade.getSetCookie()).toEqual([VISITED]);
  });
});

describe("what a handler throws", () => {
  test("is its answer, when it is a response", async () => {
    const response = await written(() => {
      throw Response.redirect("https://example.com/login");
    });
    expect([response?.status, cookies(response)]).toEqual([302, [VISITED]]);
  });

  test("goes on to the runtime, when it is an error", async () => {
    const failed = written(() => {
      throw new RangeError("on purpose");
    });
    await expect(failed).rejects.toThrow(new RangeError("on purpose"));
  });

  test("is answered by onError, with the session as it was changed", async () => {
    const seen: unknown[] = [];
    const onError = (error: unknown, { url }: Request, session: Session) => {
      seen.push((error as Error).message, url, session["visits"]);
      session["failed"] = true;
      return new Response("Sorry", { status: 500 });
    };
    const response = await session(options, { onError })((_request, session) => {
      session["visits"] = 1;
      throw new Error("on purpose");
    })(request());
    expect(seen).toEqual(["on purpose", "https://example.com/page", 1]);
    const saved = sessions.openSession(cookies(response)[0]?.split(";")[0]);
    expect({ ...saved }).toEqual({ visits: 1, failed: true });
  });

  test("is answered by onError, when the session cannot be saved", async () => {
    const onError = () => new Response("Sorry", { status: 500 });
    const response = await session(options, { onError })((_request, session) => {
      session["callback"] = () => {};
      return new Response();
    })(request());
    expect([response.status, cookies(response)]).toEqual([500, []]);
  });
});

test("what the runtime passes besides the request reaches the handler", async () => {
  const handler = session(options)(
    async (_request, _session, env: { name: string }, turn: number) =>
      Response.json([env.name, turn]),
  );
  expect(await (await handler(request(), { name: "env" }, 7)).json()).toEqual(["env", 7]);
});

test("cookie options may follow the request", async () => {
  const cookie = ({ url }: Request) => ({ name: new URL(url).hostname.split(".")[0] ?? "" });
  const handler = session({ ...options, cookie })((_request, session) => {
    session["visits"] = 1;
    return new Response();
  });
  const response = await handler(new Request("http://tenant.example.com/"));
  expect(cookies(response)[0]).toMatch(/^tenant=/);
});
