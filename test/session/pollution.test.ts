// What another package left on `Object.prototype`, or a visitor put there, changes nobody's session.
import * as dewar from "dewar";
import * as itsdangerous from "dewar/itsdangerous";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { payloadOf } from "./kit.ts";
import { KEY, NOW, OPTIONS, OTHERS, polluted } from "./polluted/cases.ts";
import { signedCookies, startApplication } from "./polluted/observed.ts";

const cookies = signedCookies(dewar.SecureCookieSessionInterface);
const start = () => startApplication(dewar, itsdangerous, cookies);
// What is seen may have members from `Object.prototype` as long as that has them.
const plain = (seen: unknown): unknown => JSON.parse(JSON.stringify(seen));

// There is no key on purpose.
vi.spyOn(process, "emitWarning").mockImplementation(() => {});
vi.spyOn(console, "warn").mockImplementation(() => {});

let clean: unknown;
beforeAll(() => {
  clean = plain(start()());
});

test("a clean application", () => {
  const nobody = {
    ...{ isNew: true, permanent: false, all: {}, listed: [], json: "{}", owns: false },
    ...{ properties: [null, null, null], got: ["nobody", "none"], has: [false, false] },
    leads: ["undefined", "undefined"],
  };
  const vary = ["vary", "Cookie"];
  expect(clean).toMatchObject({
    stranger: [{ ...nobody, status: "new" }, vary],
    alice: [{ status: "valid", all: { username: "alice", role: "user" } }, vary],
    "of another key": [{ ...nobody, status: "bad-signature" }, vary],
    "of another digest": [{ ...nobody, status: "bad-signature" }, vary],
    "of another salt": [{ ...nobody, status: "bad-signature" }, vary],
    "of another derivation": [{ ...nobody, status: "bad-signature" }, vary],
    future: [{ ...nobody, status: "expired" }, vary],
    logout: [
      null,
      ["cache-control", "private"],
      [
        "set-cookie",
        "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
      ],
      vary,
    ],
    login: [
      null,
      ["cache-control", "private"],
      [
        "set-cookie",
        "session=eyJyb2xlIjoiYWRtaW4iLCJ1c2VybmFtZSI6ImJvYiJ9.ZVPxAA.fHNjcaFJa287TzW_cbQj7c0Y9Kk; Path=/; HttpOnly; SameSite=Lax",
      ],
      vary,
    ],
    keyless: [[{ ...nobody, status: "new" }], true, "ERR_SESSION_NULL"],
    weakKey: "ERR_SESSION_OPTIONS",
    misspelt: "ERR_SESSION_OPTIONS",
    reasons: [["expired"], ["bad-signature"]],
    config: { cookie: {} },
    tokens: [
      "eyJpZCI6MX0.ZVPxAA.P3CUsKZ5H9-8x_U8oztMFlxsmNQ",
      { id: 1 },
      { id: 1 },
      { id: 1 },
      "ERR_SIGNATURE_EXPIRED",
      "ERR_SIGNATURE_EXPIRED",
      "ERR_BAD_TIME_SIGNATURE",
    ],
  });
});

const cases = Object.entries({ ...OPTIONS, ...OTHERS });

describe.each(cases)("%s on Object.prototype", (_, members) => {
  test("while the application runs", () => {
    const application = start();
    expect(plain(polluted(members, application))).toEqual(clean);
  });

  test("when it starts", () => {
    expect(plain(polluted(members, () => start()()))).toEqual(clean);
  });
});

test.each<[string, object]>([
  ["secure", { secure: true }],
  ["keepFlashes", { keepFlashes: true }],
])("%s on Object.prototype is no fact of a request", (_, members) => {
  const sessions = new dewar.SecureCookieSessionInterface({
    secretKey: KEY,
    clock: () => NOW * 1000,
  });
  const visit = () => {
    const session = sessions.openSession(cookies.flashed, { request: {} });
    const messages = session.getFlashedMessages();
    session["a"] = 1;
    const headers = new Headers();
    sessions.saveSession(session, headers);
    return [messages, ...(headers.get("set-cookie") ?? "").split(/;(.*)/)];
  };
  const [messages, cookie, attributes] = polluted(members, visit) as [string[], string, string];
  expect(messages).toEqual(["Saved"]);
  expect(payloadOf(cookie)).toBe('{"a":1}');
  expect(attributes).toBe(" Path=/; HttpOnly; SameSite=Lax");
});
