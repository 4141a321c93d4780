// Handlers with sessions over one Request: one within another, and one after another.
import { session as onFetch } from "dewar/fetch";
import { session as onNext } from "dewar/next";
import { describe, expect, test } from "vitest";

const options = { secretKey: "0123456789abcdef0123456789abcdef" };
const unused = (): never => {
  throw new Error("expected no call: the handler returned a response");
};
const functions = { cookies: unused, headers: unused, NextResponse: { next: unused } };
const text = new Response("not here", { status: 404 });

describe.each([
  ["fetch", () => onFetch(options)],
  ["Next", () => onNext({ ...options }, functions).withSession],
] as const)("%s", (_name, make) => {
  const one = make() as ReturnType<typeof onFetch>;
  const other = make() as ReturnType<typeof onFetch>;
  const request = () => new Request("http://localhost/");

  test("a handler that is asked after another saves its own session", async () => {
    const first = one((_request, session) => {
      session["first"] = true;
      return text;
    });
    const second = other((_request, session) => {
      session["second"] = true;
      return new Response(Object.keys(Object.fromEntries(session)).join());
    });
    const asked = request();
    expect((await first(asked)).status).toBe(404);
    const answer = await second(asked);
    expect(await answer.text()).toBe("second");
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^session=eyJzZWNvbmQiOnRydWV9\./),
    ]);
  });

  test("a handler that is asked after one that threw saves its own session", async () => {
    const first = one(() => {
      throw new RangeError("on purpose");
    });
    const asked = request();
    // Next makes the answer to an error, with what `cookies()` was told.
    await expect(first(asked)).rejects.toThrow();
    const answer = await other((_request, session) => {
      session["second"] = true;
      return new Response("here");
    })(asked);
    expect(answer.headers.getSetCookie()).toHaveLength(1);
  });

  test("a handler within another has its session, which is saved once", async () => {
    const both = one((asked, outer) => {
      outer["outer"] = 1;
      return other((_request, inner) => {
        inner["inner"] = inner["outer"];
        return new Response("both");
      })(asked);
    });
    const answer = await both(request());
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^session=eyJpbm5lciI6MSwib3V0ZXIiOjF9\./),
    ]);
  });
});
