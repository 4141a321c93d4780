// Cookie tossing: a sibling subdomain sets a cookie for the host, which the browser sends first.
import { describe, expect, test } from "vitest";
import { cookieOf, NOW, sessionsAt } from "../session/kit.ts";

const mallory = cookieOf({ username: "mallory" });
const alice = cookieOf({ username: "alice" });
const forged = cookieOf({ username: "alice" }, { secretKey: "another key, which is not known" });
const expired = cookieOf({ username: "alice" }, {}, NOW - 32 * 86_400);

/** What a request of these cookies finds, and how often `onDuplicate` is told. */
function open(...cookies: string[]) {
  const request = { url: "/" };
  const told: unknown[] = [];
  const rejected: unknown[] = [];
  const sessions = sessionsAt({
    onDuplicate: (context) => void told.push(context),
    onReject: (reason) => void rejected.push(reason),
  });
  const session = sessions.openSession(cookies.join("; "), { request });
  const { username } = session;
  session.get("username");
  return { username, status: session.status, told, rejected, request };
}

describe("a session cookie that somebody else set for this host", () => {
  test("wins if it comes first, as in Flask: nothing in it tells, and onReject is not called", () => {
    const { username, status, rejected } = open(mallory, alice);
    expect([username, status, rejected]).toEqual(["mallory", "valid", []]);
  });

  test("is told to onDuplicate, once, with the request", () => {
    const { told, request } = open(mallory, alice, mallory);
    expect(told).toEqual([{ request }]);
  });

  test("in either order, and behind others", () => {
    expect(open(alice, mallory).told).toHaveLength(1);
    expect(open("theme=dark", forged, alice, "session=", mallory).told).toHaveLength(1);
  });

  test.each<[string, string[]]>([
    ["one alone", [alice]],
    ["the same twice: a leftover of another path", [alice, alice]],
    ["a good one and a forged one", [forged, alice]],
    ["a good one and an expired one behind it", [alice, expired]],
    ["one of another name", [alice, mallory.replace("session=", "other=")]],
    ["none at all", []],
  ])("%s is not a duplicate", (_what, cookies) => {
    expect(open(...cookies).told).toEqual([]);
  });

  test("16 cookies are looked at, and no more", () => {
    const bad = Array.from({ length: 15 }, () => forged);
    expect(open(...bad, alice)).toMatchObject({ username: "alice", rejected: [] });
    expect(open(...bad, forged, alice)).toMatchObject({
      username: undefined,
      rejected: ["bad-signature"],
    });
  });

  test("where nobody is told, the cookies behind the first good one are not opened", () => {
    let read = 0;
    const serializer = {
      dumps: JSON.stringify,
      loads: (text: string) => {
        read++;
        return JSON.parse(text);
      },
    };
    const sessions = sessionsAt({ serializer });
    read = 0;
    expect(sessions.openSession(`${mallory}; ${alice}`).username).toBe("mallory");
    expect(read).toBe(1);
  });
});
