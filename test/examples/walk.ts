// The walk that every example is made for: log in, be counted, see a message once, be remembered, log out.
import { SecureCookieSessionInterface } from "dewar";
import { expect } from "vitest";
import { Visitor } from "./visitor.ts";

const NAME = "Zoë <b>O'Hara</b>";
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

const LOGGED_OUT = { heading: "You are not logged in.", messages: [], paragraphs: [] };
const welcome = (visits: number, ...messages: [string, string][]) => ({
  heading: `Welcome back, ${NAME}!`,
  messages,
  paragraphs: [`Your visit count: ${visits}`],
});

/**
 * Walks through an example as a visitor does.
 *
 * @param secretKey - what the example signs its cookies with
 */
export async function walk(origin: string, secretKey: string): Promise<void> {
  const sessions = new SecureCookieSessionInterface({ secretKey });
  const visitor = new Visitor(origin);

  expect(await visitor.visit()).toMatchObject(LOGGED_OUT);
  expect(await visitor.cookie()).toBeUndefined();

  const refused = await visitor.press("Log in", { username: "  " });
  expect(refused).toMatchObject({ ...LOGGED_OUT, messages: [["error", "Name cannot be empty"]] });
  expect(await visitor.visit()).toMatchObject(LOGGED_OUT);

  const greeting: [string, string] = ["success", `Hello, ${NAME}!`];
  expect(await visitor.press("Log in", { username: NAME })).toMatchObject(welcome(1, greeting));
  expect(await visitor.visit()).toMatchObject(welcome(2));
  const cookie = await visitor.cookie();
  expect(cookie?.expires).toBeUndefined();
  expect(sessions.signingSerializer.loads(cookie?.value ?? "")).toMatchObject({
    username: NAME,
    visits: 2,
  });

  expect(await visitor.press("Log out")).toMatchObject(LOGGED_OUT);
  expect(await visitor.cookie()).toBeUndefined();

  await visitor.press("Log in", { username: NAME, remember: "on" });
  const days = ((await visitor.cookie())?.expires?.getTime() ?? 0) - Date.now();
  expect(Math.round(days / DAY_MILLISECONDS)).toBe(7);
  await visitor.restart();
  expect(await visitor.visit()).toMatchObject(welcome(2));
  expect(await visitor.press("Log out")).toMatchObject(LOGGED_OUT);
  expect(await visitor.cookie()).toBeUndefined();
}
