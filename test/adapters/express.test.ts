import { SecureCookieSessionInterface } from "dewar";
import * as context from "dewar/context";
import { session } from "dewar/express";
import { readCookie } from "dewar/testing";
import express, { type Express, type RequestHandler } from "express";
import express4 from "express4";
import nunjucks from "nunjucks";
import { describe, expect, test } from "vitest";
import { contractOn } from "../contracts/express-application.ts";
import { listen } from "../contracts/node-server.ts";
import { runContract } from "../contracts/run-contract.ts";
import { OPTIONS, OVER_HTTPS, serve, TEMPLATES } from "./serve.ts";

const VERSIONS: [string, typeof express][] = [
  ["Express 5", express],
  ["Express 4", express4],
];

describe.each(VERSIONS)("%s", (version, create) => {
  runContract(version, () => listen(contractOn(create())));

  const withSession = (...handlers: RequestHandler[]): Express => {
    const app = create().set("env", "test");
    return app.use(session(OPTIONS), ...handlers);
  };

  test("Secure follows what Express takes for https", async () => {
    const write: RequestHandler = (req, res) => {
      req.session["seen"] = true;
      res.end();
    };
    const direct = await serve(withSession(write));
    const untrusted = await direct.fetch("/", OVER_HTTPS);
    expect(untrusted.headers.get("set-cookie")).not.toContain("Secure");
    const behind = await serve(withSession(write).set("trust proxy", true));
    const trusted = await behind.fetch("/", OVER_HTTPS);
    expect(trusted.headers.get("set-cookie")).toContain("Secure");
  });

  test("a cookie's options may depend on the request", async () => {
    const options = {
      ...OPTIONS,
      cookie: (req: express.Request) => ({ name: `tenant-${req.hostname}` }),
    };
    const app = create().use(session(options), (req, res) => {
      req.session["seen"] = true;
      res.end();
    });
    const client = await serve(app);
    const response = await client.fetch("/");
    expect(response.headers.get("set-cookie")).toMatch(/^tenant-127\.0\.0\.1=/);
  });

  test("templates show messages as Flask's do", async () => {
    const app = withSession((req, res) => {
      req.session.flash("Saved", "success");
      res.render("flashes.njk");
    });
    nunjucks.configure(TEMPLATES, { autoescape: true, express: app });
    const client = await serve(app);
    const response = await client.fetch("/");
    expect(await response.text()).toBe("[success: Saved]\n");
    expect(response.headers.getSetCookie()).toEqual([
      "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
    ]);
  });

  test("the context is there after a body was parsed", async () => {
    const client = await serve(
      withSession(express.json(), (req, res) => {
        context.session["name"] = req.body.name;
        res.send(`${req.session["name"]}`);
      }),
    );
    const response = await client.fetch("/", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "alice" }),
    });
    expect(await response.text()).toBe("alice");
  });

  test("a regenerated session is everywhere the one that is saved", async () => {
    const app = withSession(async (req, res) => {
      const before = req.session;
      before["cart"] = ["bottle"];
      before.flash("Moved");
      await before.regenerate();
      const after = req.session;
      after["name"] = "alice";
      res.json({
        replaced: before !== after,
        before: before["cart"],
        after: [after["cart"] ?? null, context.session["name"]],
        shown: res.locals["getFlashedMessages"](),
      });
    });
    const client = await serve(app);
    const response = await client.fetch("/");
    expect(await response.json()).toEqual({
      replaced: true,
      before: ["bottle"],
      after: [null, "alice"],
      shown: ["Moved"],
    });
    const sessions = new SecureCookieSessionInterface(OPTIONS);
    expect(Object.fromEntries(readCookie(sessions, response))).toEqual({ name: "alice" });
  });

  test("a session that was replaced refuses what would be lost", async () => {
    const app = withSession(async (req, res) => {
      const before = req.session;
      await before.regenerate();
      try {
        before["name"] = "alice";
      } catch (error) {
        res.send((error as { code: string }).code);
      }
    });
    const client = await serve(app);
    expect(await (await client.fetch("/")).text()).toBe("ERR_SESSION_REPLACED");
  });
});

describe("connect-flash's req.flash", () => {
  const app = express().use(session(OPTIONS), (req, res) => {
    const [, action, ...args] = req.path.split("/").map(decodeURIComponent);
    if (action === "leave") res.json(req.flash(...(args as [string, string])));
    else if (action === "several") res.json(req.flash("info", ["one", "two"]));
    else if (action === "format") res.json(req.flash("info", "%s is %d", "it", 1));
    else if (action === "take") res.json(args[0] ? req.flash(args[0]) : req.flash());
    else res.json(req.session.getFlashedMessages({ withCategories: true }));
  });
  const ask = async (...paths: string[]): Promise<unknown[]> => {
    const client = await serve(app);
    const answers: unknown[] = [];
    for (const path of paths) answers.push(await (await client.fetch(path)).json());
    return answers;
  };

  test("leaves messages and says how many there are", async () => {
    expect(await ask("/leave/info/a", "/leave/info/b", "/leave/error/c", "/several")).toEqual([
      1, 2, 1, 4,
    ]);
  });

  test("takes those of a type, once, and leaves the others", async () => {
    expect(
      await ask("/leave/info/a", "/leave/error/b", "/take/info", "/take/info", "/take", "/take"),
    ).toEqual([1, 1, ["a"], [], { error: ["b"] }, {}]);
  });

  test("puts a message together", async () => {
    expect(await ask("/format", "/take/info")).toEqual([1, ["it is 1"]]);
  });

  test("is the session's own flash", async () => {
    expect(await ask("/leave/info/a", "/show", "/take")).toEqual([1, [["info", "a"]], {}]);
  });

  test("keeps messages for a response that somebody sees", async () => {
    const client = await serve(app);
    await client.fetch("/leave/info/a");
    await client.fetch("/take", { method: "HEAD" });
    expect(await (await client.fetch("/take")).json()).toEqual({ info: ["a"] });
  });
});
