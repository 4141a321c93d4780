// The forms in which a cookie is pasted.
import { describe, expect, test } from "vitest";
import { dewar, dewarJSON } from "./dewar.ts";

// {"a":1} at 1700000000, signed with "k".
const COOKIE = "eyJhIjoxfQ.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74";

describe("what it is given", () => {
  test.each([
    ["a bare value", COOKIE, undefined],
    ["a value in quotes", `"${COOKIE}"`, undefined],
    ["a value broken over lines", `${COOKIE.slice(0, 20)}\n  ${COOKIE.slice(20)}\n`, undefined],
    ["name=value", `session=${COOKIE}`, "session"],
    ["name=value with attributes", `session=${COOKIE}; HttpOnly; Path=/`, "session"],
    ["a Cookie line", `Cookie: theme=dark; session=${COOKIE}; other=1`, "session"],
    ["a Set-Cookie line", `Set-Cookie: session=${COOKIE}; HttpOnly; Path=/`, "session"],
    ["a session of another name", `cookie: theme=dark; my_app=${COOKIE}`, "my_app"],
    [
      "a response of curl -i",
      `HTTP/1.1 200 OK\r\nset-cookie: a=b\r\nset-cookie: session=${COOKIE}; Path=/\r\n\r\n<p>hi`,
      "session",
    ],
    ["what curl -v prints", `< HTTP/1.1 302\n< Set-Cookie: session=${COOKIE}; Path=/`, "session"],
  ])("%s", async (_, text, name) => {
    const given = { exit: 0, verified: null, text: '{"a":1}', ...(name && { name }) };
    expect(await dewarJSON(["decode"], { input: text })).toMatchObject(given);
    expect(await dewarJSON(["decode", text])).toMatchObject(given);
  });

  test("a dash is stdin", async () => {
    expect(await dewarJSON(["decode", "-"], { input: COOKIE })).toMatchObject({ data: { a: 1 } });
  });

  test("--name picks one of several, and says which there are", async () => {
    const header = `Cookie: a=${COOKIE}; session=x; b=y`;
    expect(await dewarJSON(["decode", "--name", "a", header])).toMatchObject({ name: "a" });
    const { code, stderr } = await dewar(["decode", "--name", "c", header]);
    expect(code).toBe(2);
    expect(stderr).toContain('Expected a cookie named "c", got "a", "session", "b".');
  });

  test("nothing", async () => {
    expect(await dewarJSON(["decode"], { input: " \n" })).toMatchObject({
      exit: 2,
      error: { code: "ERR_EMPTY_COOKIE" },
    });
  });
});
