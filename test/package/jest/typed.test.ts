import { SecureCookieSessionInterface, type Session } from "dewar";
import { session } from "dewar/express";
import { URLSafeSerializer } from "dewar/itsdangerous";
import { forgeCookie } from "dewar/testing";

const secretKey = "0123456789abcdef".repeat(4);
const sessions = new SecureCookieSessionInterface({ secretKey });

test("a forged cookie is read", () => {
  const cookie: string = forgeCookie(sessions, { username: "alice" });
  const opened: Session = sessions.openSession(cookie);
  expect([opened.status, opened.get("username")]).toEqual(["valid", "alice"]);
});

test("signed tokens and an adapter are there", () => {
  const tokens = new URLSafeSerializer(secretKey);
  expect(tokens.loads(tokens.dumps([1, 2]))).toEqual([1, 2]);
  expect(session({ secretKey })).toHaveLength(3);
});
