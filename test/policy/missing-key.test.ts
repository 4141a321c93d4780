// A key that is not there is found out at start-up, and not by the first visitor who logs in.
import { describe, expect, test } from "vitest";
import { freshDewar } from "../session/fresh.ts";
import { SECRET } from "../session/kit.ts";

const MESSAGE =
  "secretKey expected a key, got none, so no session could be saved. Pass one, for instance from an " +
  "environment variable: { secretKey: process.env.SECRET_KEY }. Make it once with " +
  "node -e \"console.log(crypto.randomBytes(32).toString('hex'))\". If there is none on purpose, pass " +
  "secretKey: null.";
const WITHOUT: object[] = [{}, { secretKey: undefined }, { cookie: { name: "sid" } }];

describe("no key", () => {
  test.each(WITHOUT)("%j is an error in production", async (options) => {
    const { dewar, warnings } = await freshDewar({ NODE_ENV: "production" });
    expect(() => new dewar.SecureCookieSessionInterface(options)).toThrow(
      new dewar.SessionOptionsError(MESSAGE),
    );
    expect(warnings).toEqual([]);
  });

  test.each(["development", "test", "", undefined])(
    "is one warning where NODE_ENV is %j, and a null session",
    async (NODE_ENV) => {
      const { dewar, warnings } = await freshDewar({ NODE_ENV });
      const [first] = WITHOUT.map((options) => new dewar.SecureCookieSessionInterface(options));
      expect(warnings).toEqual([`DEWAR_NO_KEY: ${MESSAGE}`]);
      const session = first?.openSession(undefined);
      expect(session && first?.isNullSession(session)).toBe(true);
    },
  );

  test("is a warning while Next builds, which imports every route without the secrets", async () => {
    const { dewar, warnings } = await freshDewar({
      NODE_ENV: "production",
      NEXT_PHASE: "phase-production-build",
    });
    new dewar.SecureCookieSessionInterface({});
    expect(warnings).toEqual([`DEWAR_NO_KEY: ${MESSAGE}`]);
  });

  test.each(["phase-production-server", "phase-development-server", "phase-export"])(
    "is an error in production in Next's %s",
    async (NEXT_PHASE) => {
      const { dewar } = await freshDewar({ NODE_ENV: "production", NEXT_PHASE });
      expect(() => new dewar.SecureCookieSessionInterface({})).toThrow(MESSAGE);
    },
  );
});

test.each(["production", "development"])("null on purpose says nothing in %s", async (NODE_ENV) => {
  const { dewar, warnings } = await freshDewar({ NODE_ENV });
  const sessions = new dewar.SecureCookieSessionInterface({ secretKey: null });
  const session = sessions.openSession("session=anything");
  expect([sessions.isNullSession(session), session["username"], session.status]).toEqual([
    true,
    undefined,
    "new",
  ]);
  expect(() => session.set("username", "alice")).toThrow(dewar.NullSessionError);
  expect(warnings).toEqual([]);
});

test("null with older keys is a mistake", async () => {
  const { dewar } = await freshDewar();
  expect(
    () => new dewar.SecureCookieSessionInterface({ secretKey: null, secretKeyFallbacks: [SECRET] }),
  ).toThrow(
    new dewar.SessionOptionsError(
      "secretKey expected a key to sign with, got only secretKeyFallbacks, which never sign.",
    ),
  );
});

test.each([
  ["process", undefined],
  ["environment", {}],
])("where there is no %s, as at the edge, it is production", async (_, instead) => {
  const { dewar } = await freshDewar();
  const { process } = globalThis;
  try {
    Object.assign(globalThis, { process: instead });
    expect(() => new dewar.SecureCookieSessionInterface({})).toThrow(MESSAGE);
    expect(() => new dewar.SecureCookieSessionInterface({ secretKey: "dev" })).toThrow(
      "secretKey expected at least 16 random characters, got a well-known key",
    );
  } finally {
    Object.assign(globalThis, { process });
  }
});

test.each([
  ["SVELTEKIT_FORK", "true"],
  ["IS_RR_BUILD_REQUEST", "yes"],
])(
  "what a framework sets while it makes pages at build time is no production: %s",
  async (name, value) => {
    const { dewar, warnings } = await freshDewar({ NODE_ENV: "production", [name]: value });
    const sessions = new dewar.SecureCookieSessionInterface({});
    expect(() => sessions.openSession(undefined).set("a", 1)).toThrow(dewar.NullSessionError);
    expect(warnings).toEqual([`DEWAR_NO_KEY: ${MESSAGE}`]);
  },
);
