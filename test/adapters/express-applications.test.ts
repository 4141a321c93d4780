// Sessions with applications in applications, and with other packages that take a response's methods:
// those of a session belong to the application, so that each response need not get them.
import { randomBytes } from "node:crypto";
import compression from "compression";
import { session } from "dewar/express";
import express, { type Express, type RequestHandler } from "express";
import express4 from "express4";
import { describe, expect, test } from "vitest";
import { OPTIONS, serve } from "./serve.ts";

const compressed = compression({ threshold: 0 }) as unknown as RequestHandler;

const VERSIONS: [string, typeof express][] = [
  ["Express 5", express],
  ["Express 4", express4],
];

/** Counts, and answers with the count; `/huge` writes what no cookie takes. */
const count: RequestHandler = (req, res) => {
  if (req.path.endsWith("/huge")) req.session["text"] = randomBytes(4096).toString("hex");
  req.session["n"] = req.session.get("n", 0) + 1;
  res.send(`n=${req.session["n"]}`);
};

describe.each(VERSIONS)("%s", (version, create) => {
  const application = (): Express => create().set("env", "test");
  const other = version === "Express 5" ? express4 : express;

  const CASES: [string, () => Express][] = [
    ["in the application", () => application().use(session(OPTIONS), count)],
    [
      "with a handler in a mounted application",
      () => application().use(session(OPTIONS)).use("/in", application().use(count)),
    ],
    [
      "in a mounted application alone",
      () => application().use("/in", application().use(session(OPTIONS), count)),
    ],
    [
      "in a mounted application, answered by the one around",
      () =>
        application()
          .use(application().use(session(OPTIONS)))
          .use(count),
    ],
    [
      "with a handler in an application that is called, not mounted",
      () => {
        const inner = application().use(count);
        return application()
          .use(session(OPTIONS))
          .use((req, res, next) => inner(req, res, next));
      },
    ],
    [
      "with a handler in an application of another Express that is called",
      () => {
        const inner = other().set("env", "test").use(count);
        return application()
          .use(session(OPTIONS))
          .use((req, res, next) => inner(req, res, next));
      },
    ],
    [
      "in an application that was mounted after its first request",
      () => {
        const inner = application().use(session(OPTIONS), count);
        const outer = application();
        let isMounted = false;
        return outer.use((req, res, next) => {
          if (isMounted) return next();
          isMounted = true;
          outer.use(inner);
          inner(req, res, next);
        });
      },
    ],
    ["behind compression", () => application().use(compressed).use(session(OPTIONS), count)],
    ["before compression", () => application().use(session(OPTIONS)).use(compressed).use(count)],
    [
      "where the application has an end of its own",
      () => {
        const app = application();
        const { end } = app.response;
        app.response.end = function (this: express.Response, ...args: never[]) {
          return this.setHeader("x-own", "1") && end.apply(this, args as never);
        } as typeof end;
        return app.use(session(OPTIONS), count);
      },
    ],
    [
      "where the application gets an end of its own later",
      () => {
        const app = application();
        return app.use(session(OPTIONS), (req, res, next) => {
          const { end } = app.response;
          if (Object.hasOwn(app.response, "late")) return count(req, res, next);
          Object.assign(app.response, {
            late: true,
            end(this: express.Response, ...args: never[]) {
              return end.apply(this, args as never);
            },
          });
          return count(req, res, next);
        });
      },
    ],
  ];

  describe.each(CASES)("%s", (_name, make) => {
    test("each request is saved, one after the other and at the same time", async () => {
      const client = await serve(make());
      for (const n of [1, 2, 3]) {
        const response = await client.fetch("/in");
        expect(await response.text()).toBe(`n=${n}`);
        expect(response.status).toBe(200);
        expect(response.headers.getSetCookie()).toHaveLength(1);
      }
      const many = await Promise.all(Array.from({ length: 8 }, () => client.fetch("/in")));
      for (const response of many) {
        expect(await response.text()).toBe("n=4");
        expect(response.headers.getSetCookie()).toHaveLength(1);
      }
    });

    test("what cannot be saved is an error without a cookie, and the next visitor is served", async () => {
      const client = await serve(make());
      await client.fetch("/in");
      for (let i = 0; i < 2; i++) {
        const response = await client.fetch("/in/huge");
        expect(response.status).toBe(500);
        expect(response.headers.getSetCookie()).toEqual([]);
        await response.text().catch(() => {});
      }
      const next = await client.fetch("/in");
      expect(next.status).toBe(200);
      expect(await next.text()).toBe("n=2");
    });
  });

  test("a response without a session is written as ever", async () => {
    const app = application();
    app.use("/with", session(OPTIONS), count);
    app.use((_req, res) => {
      res.write("a");
      res.end("b");
    });
    const client = await serve(app);
    expect(await (await client.fetch("/with")).text()).toBe("n=1");
    const without = await client.fetch("/");
    expect(await without.text()).toBe("ab");
    expect(without.headers.get("vary")).toBeNull();
  });

  test("two applications of one process do not share methods", () => {
    const [one, another] = [application(), application()];
    const { end } = another.response;
    one.use(session(OPTIONS));
    expect(another.response.end).toBe(end);
    expect(Object.hasOwn(create.response, "end")).toBe(false);
  });
});
