// Lifetimes, and the mistake that they invite: milliseconds.
import { describe, expect, test } from "vitest";
import { freshDewar } from "../session/fresh.ts";
import { NOW, SECRET } from "../session/kit.ts";

const DAY = 86_400;
const warning = (option: string, seconds: number) =>
  `DEWAR_LONG_LIFETIME: ${option} is ${seconds} seconds, which is more than the 400 days that browsers ` +
  "keep a cookie. If these are milliseconds, divide by 1000. If it is meant to be that long, say it in " +
  "parts, such as { days: 500 }.";

describe("milliseconds in place of seconds", () => {
  test.each([
    ["permanentSessionLifetime", 31 * DAY * 1000],
    ["permanentSessionLifetime", 400 * DAY + 1],
    ["refreshEachRequest", 12 * 3600 * 1000],
  ])("%s of %d is one warning", async (option, value) => {
    const { dewar, warnings } = await freshDewar({ NODE_ENV: "production" });
    for (let i = 0; i < 3; i++)
      new dewar.SecureCookieSessionInterface({ secretKey: SECRET, [option]: value });
    expect(warnings).toEqual([warning(option, value)]);
  });

  test.each<[unknown]>([[400 * DAY], [60], [0], [{ days: 500 }], [{ seconds: 31 * DAY * 1000 }]])(
    "a lifetime of %j is none",
    async (permanentSessionLifetime) => {
      const { dewar, warnings } = await freshDewar();
      new dewar.SecureCookieSessionInterface({
        secretKey: SECRET,
        permanentSessionLifetime: permanentSessionLifetime as number,
      });
      expect(warnings).toEqual([]);
    },
  );
});

test.each<[object | number, number]>([
  [{ weeks: 1, days: 2, hours: 3, minutes: 4, seconds: 5.5 }, 788_645.5],
  [{ weeks: 2 }, 1_209_600],
  [{ minutes: -1, hours: 1 }, 3540],
  [{}, 0],
  [{ days: 1000 * 366 }, 31_622_400_000],
  [0.5, 0.5],
])("%j is %d seconds", async (permanentSessionLifetime, seconds) => {
  const { dewar } = await freshDewar();
  const sessions = new dewar.SecureCookieSessionInterface({
    secretKey: SECRET,
    permanentSessionLifetime,
  });
  expect(sessions.permanentSessionLifetimeSeconds).toBe(seconds);
});

test("a Date is an error, and not a long lifetime besides", async () => {
  const { dewar, warnings } = await freshDewar();
  const permanentSessionLifetime = new Date() as never;
  expect(
    () => new dewar.SecureCookieSessionInterface({ secretKey: SECRET, permanentSessionLifetime }),
  ).toThrow("got Date.");
  expect(warnings).toEqual([]);
});

describe("a server whose clock is wrong keeps permanent sessions by Max-Age", () => {
  test.each([
    ["1970", 0, "Sun, 01 Feb 1970 00:00:00 GMT"],
    ["40 days behind", NOW - 40 * DAY, "Sun, 05 Nov 2023 22:13:20 GMT"],
    ["ahead by 200 years", NOW + 200 * 365 * DAY, "Tue, 28 Oct 2223 22:13:20 GMT"],
  ])("%s", async (_, now, expires) => {
    const { dewar } = await freshDewar();
    const sessions = new dewar.SecureCookieSessionInterface({
      secretKey: SECRET,
      clock: () => now * 1000,
    });
    const session = sessions.openSession(undefined);
    session["username"] = "alice";
    session.permanent = true;
    const headers = new Headers();
    sessions.saveSession(session, headers);
    const cookie = headers.get("set-cookie") ?? "";
    expect(cookie.replace(/^[^;]*/, "")).toBe(
      `; Expires=${expires}; Max-Age=2678400; Path=/; HttpOnly; SameSite=Lax`,
    );
    expect(sessions.openSession(cookie.split(";")[0])["username"]).toBe("alice");
  });
});
