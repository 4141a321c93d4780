// The session storage on whatever another application has left under Flask's key.
import { SecureCookieSessionInterface, type SessionCommit } from "dewar";
import { createCookieSessionStorage } from "dewar/react-router";
import { forgeCookie, readCookie } from "dewar/testing";
import { expect, test } from "vitest";
import { OPTIONS } from "./serve.ts";

const sessions = new SecureCookieSessionInterface(OPTIONS);
const { getSession, commitSession } = createCookieSessionStorage(sessions);

test.each([
  [5, undefined],
  [[1, ["error"], ["error", "a", "b"]], undefined],
  [[1, ["error", "a"], ["error", "b"]], "b"],
])("of %j it finds %j", async (flashes, error) => {
  const session = await getSession(forgeCookie(sessions, { user: 1, _flashes: flashes }));
  expect(session.has("error")).toBe(error !== undefined);
  expect(session.get("error")).toBe(error);
  expect(session.has("error")).toBe(false);
  session.flash("error", "since");
  const cookie = (await commitSession(session)).split(";")[0] ?? "";
  const next = await getSession(cookie);
  expect([next.get("user"), next.get("error")]).toEqual([1, "since"]);
  expect(readCookie(sessions, cookie).getFlashedMessages()).toEqual(["since"]);
});

test("an interface that sets several cookies is refused, since all but one would be lost", async () => {
  class Two extends SecureCookieSessionInterface {
    override commit(...given: Parameters<SecureCookieSessionInterface["commit"]>): SessionCommit {
      const { cookies, vary } = super.commit(...given);
      return { cookies: [...cookies, { name: "seen", value: "1" }], vary };
    }
  }
  const storage = createCookieSessionStorage(new Two(OPTIONS));
  const session = await storage.getSession(null);
  session.set("user", 1);
  await expect(storage.commitSession(session)).rejects.toThrow(
    "commitSession expected a session interface that sets one cookie, got one that sets 2.",
  );
});
