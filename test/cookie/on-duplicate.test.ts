// Two good cookies that differ: a sibling subdomain may have set the first one, to have the visitor
// work in its session. The application is told.
import type { SessionOptions } from "dewar";
import { describe, expect, test } from "vitest";
import { cookieOf, sessionsAt } from "../session/kit.ts";

const OTHER = "another-secret-key-of-another-app";
const mallory = cookieOf({ username: "mallory" });
const alice = cookieOf({ username: "alice" });
const bad = cookieOf({ username: "admin" }, { secretKey: OTHER });
const fallback = cookieOf({ username: "old" }, { secretKey: OTHER });
const garbage = Array.from({ length: 15 }, (_, i) => `session=x${i}`).join("; ");

/** Whom the session is of, and how often the application was told. */
function opened(header: string, options: SessionOptions = {}): [string | undefined, number] {
  const request = { url: "/" };
  let told = 0;
  const onDuplicate: SessionOptions["onDuplicate"] = (context) => {
    expect(context).toEqual({ request });
    expect(context.request).toBe(request);
    told++;
  };
  const session = sessionsAt({ onDuplicate, ...options }).openSession(header, { request });
  expect(session.status).toBe("valid");
  session.get("anything");
  return [session.username, told];
}

describe("is told", () => {
  test.each([
    ["of two that differ", `${mallory}; ${alice}`, "mallory"],
    ["of a third", `${mallory}; ${mallory}; ${alice}`, "mallory"],
    ["once", `${mallory}; ${alice}; ${alice}; ${mallory}`, "mallory"],
    ["with a bad one before", `${bad}; ${alice}; ${mallory}`, "alice"],
    ["with others between", `${mallory}; theme=dark; session=; ${bad}; ${alice}`, "mallory"],
  ])("%s", (_, header, username) => {
    expect(opened(header)).toEqual([username, 1]);
  });

  test("when one is of an older key", () => {
    expect(opened(`${mallory}; ${fallback}`, { secretKeyFallbacks: [OTHER] })).toEqual([
      "mallory",
      1,
    ]);
  });
});

describe("is not told", () => {
  test.each([
    ["of one", alice, "alice"],
    ["of the same twice", `${alice}; ${alice}`, "alice"],
    ["of a bad one behind it", `${alice}; ${bad}; session=x`, "alice"],
    ["of a bad one before it", `${bad}; ${alice}`, "alice"],
    ["of an empty one", `session=; ${alice}; session=`, "alice"],
    ["of a cookie of another name", `${alice}; session2=${mallory.slice(8)}`, "alice"],
    // More of one name than browsers send are not tried.
    ["of the 17th", `${alice}; ${garbage}; ${mallory}`, "alice"],
  ])("%s", (_, header, username) => {
    expect(opened(header)).toEqual([username, 0]);
  });

  test("before the session is touched", () => {
    let told = 0;
    const onDuplicate = () => void told++;
    const session = sessionsAt({ onDuplicate, refreshEachRequest: false }).openSession(
      `${mallory}; ${alice}`,
    );
    expect(told).toBe(0);
    session.get("username");
    expect(told).toBe(1);
  });
});

test("a name with __Host- cannot be set from a subdomain: the session's own cookie alone counts", () => {
  const options: SessionOptions = { cookie: { name: "__Host-session", secure: true } };
  expect(opened(`${mallory}; __Host-${alice}`, options)).toEqual(["alice", 0]);
});
