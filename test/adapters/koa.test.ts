import { SecureCookieSessionInterface } from "dewar";
import * as context from "dewar/context";
import { session } from "dewar/koa";
import { readCookie } from "dewar/testing";
import Koa from "koa";
import { expect, test } from "vitest";
import { koaApplication } from "../contracts/koa-application.ts";
import { listen } from "../contracts/node-server.ts";
import { runContract } from "../contracts/run-contract.ts";
import { OPTIONS, OVER_HTTPS, serve } from "./serve.ts";

runContract("Koa", () => listen(koaApplication().callback()));

const sessions = new SecureCookieSessionInterface(OPTIONS);

function withSession(middleware: Koa.Middleware, options: { proxy?: boolean } = {}): Koa {
  const app = new Koa(options);
  app.silent = true;
  return app.use(session(OPTIONS)).use(middleware);
}

test("Secure follows what Koa takes for https", async () => {
  const write: Koa.Middleware = (ctx) => {
    ctx.session["seen"] = true;
    ctx.body = "";
  };
  const direct = await serve(withSession(write).callback());
  const untrusted = await direct.fetch("/", OVER_HTTPS);
  expect(untrusted.headers.get("set-cookie")).not.toContain("Secure");
  const behind = await serve(withSession(write, { proxy: true }).callback());
  expect((await behind.fetch("/", OVER_HTTPS)).headers.get("set-cookie")).toContain("Secure");
});

test("a cookie's options may depend on the context", async () => {
  const app = new Koa();
  const cookie = (ctx: Koa.Context) => ({ name: `tenant-${ctx.hostname}` });
  app.use(session({ ...OPTIONS, cookie }));
  app.use((ctx) => {
    ctx.session["seen"] = true;
  });
  const response = await (await serve(app.callback())).fetch("/");
  expect(response.headers.get("set-cookie")).toMatch(/^tenant-127\.0\.0\.1=/);
});

test("an error's answer has the cookie and nothing else of what was set before", async () => {
  const app = withSession((ctx) => {
    ctx.session["attempts"] = 1;
    ctx.set("x-before", "set before the error");
    ctx.throw(403, "Not you");
  });
  const response = await (await serve(app.callback())).fetch("/");
  expect([response.status, response.headers.get("x-before")]).toEqual([403, null]);
  expect(readCookie(sessions, response).get("attempts")).toBe(1);
});

test("templates find the messages in the state", async () => {
  const app = withSession((ctx) => {
    ctx.session.flash("Saved", "success");
    const { getFlashedMessages, get_flashed_messages } = ctx.state;
    ctx.body = [get_flashed_messages(true), getFlashedMessages({ with_categories: false })];
  });
  const response = await (await serve(app.callback())).fetch("/");
  expect(await response.json()).toEqual([[["success", "Saved"]], ["Saved"]]);
});

test("a regenerated session is everywhere the one that is saved", async () => {
  const app = withSession(async (ctx) => {
    const before = ctx.session;
    before["cart"] = ["bottle"];
    await before.regenerate();
    ctx.session["name"] = "alice";
    ctx.body = [before !== ctx.session, before["cart"], context.session["name"]];
  });
  const response = await (await serve(app.callback())).fetch("/");
  expect(await response.json()).toEqual([true, ["bottle"], "alice"]);
  expect(Object.fromEntries(readCookie(sessions, response))).toEqual({ name: "alice" });
});

test("ctx.flash is connect-flash's", async () => {
  const app = withSession((ctx) => {
    ctx.body = ctx.path === "/leave" ? { left: ctx.flash("info", "Saved") } : ctx.flash();
  });
  const client = await serve(app.callback());
  expect(await (await client.fetch("/leave")).json()).toEqual({ left: 1 });
  expect(await (await client.fetch("/")).json()).toEqual({ info: ["Saved"] });
  expect(await (await client.fetch("/")).json()).toEqual({});
});
