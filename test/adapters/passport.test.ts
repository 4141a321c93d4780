// Passport 0.7 and passport-local over cookie sessions: no shim, on Express and on Koa.
import { createClient, sessionTransaction } from "dewar/testing";
import express from "express";
import express4 from "express4";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { credentials } from "./passport/accounts.ts";
import { passportOnExpress } from "./passport/express-application.ts";
import { passportOnKoa } from "./passport/koa-application.ts";
import { sessions } from "./passport/sessions.ts";

const APPLICATIONS: [string, () => Promise<Started>][] = [
  ["Express 5", () => listen(passportOnExpress(express))],
  ["Express 4", () => listen(passportOnExpress(express4))],
  ["Koa", () => listen(passportOnKoa().callback())],
];

describe.each(APPLICATIONS)("Passport on %s", (_, start) => {
  let server: Started;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());

  const visitor = () => {
    const client = createClient(server.url);
    return {
      post: (path: string, init: RequestInit = {}) =>
        client.fetch(path, { method: "POST", ...init, redirect: "follow" }),
      page: async (path: string) => (await client.fetch(path)).json(),
      data: () => sessionTransaction(client, sessions, (session) => Object.fromEntries(session)),
      logIn: (path: string) =>
        client.fetch(path, { ...credentials("alice", "right"), redirect: "follow" }),
    };
  };

  test("logs in, stays logged in, and logs out", async () => {
    const { logIn, page, post, data } = visitor();
    expect(await page("/")).toEqual({ name: "nobody", isAuthenticated: false, flashes: {} });
    const home = await logIn("/login");
    expect(await home.json()).toEqual({
      name: "alice",
      isAuthenticated: true,
      flashes: { success: ["Welcome back."] },
    });
    expect(await page("/")).toEqual({ name: "alice", isAuthenticated: true, flashes: {} });
    expect(await data()).toEqual({ passport: { user: 7 } });
    await post("/logout");
    expect(await page("/")).toEqual({ name: "nobody", isAuthenticated: false, flashes: {} });
    expect(await data()).toEqual({});
  });

  test("flashes why a login failed", async () => {
    const { post } = visitor();
    const refused = await post("/login", credentials("alice", "wrong"));
    expect(await refused.json()).toEqual({ flashes: [["error", "Incorrect password."]] });
    const unknown = await post("/login", credentials("mallory", "right"));
    expect(await unknown.json()).toEqual({ flashes: [["error", "Incorrect username."]] });
  });

  test("keeps failure messages in the session", async () => {
    const { post } = visitor();
    await post("/login-messages", credentials("alice", "wrong"));
    const again = await post("/login-messages", credentials("mallory", "wrong"));
    expect(await again.json()).toEqual({
      flashes: [],
      messages: ["Incorrect password.", "Incorrect username."],
    });
  });

  test("begins a new session at login and at logout", async () => {
    const { logIn, post, data } = visitor();
    await post("/cart");
    await logIn("/login");
    expect(await data()).toEqual({ passport: { user: 7 } });
    await post("/cart");
    await post("/logout");
    expect(await data()).toEqual({});
  });

  test("keeps the session's data with keepSessionInfo", async () => {
    const { logIn, post, data } = visitor();
    await post("/cart");
    await logIn("/login-keep");
    expect(await data()).toEqual({ cart: ["bottle"], passport: { user: 7 } });
    await post("/logout-keep");
    expect(await data()).toEqual({ cart: ["bottle"], passport: {} });
  });
});
