// What the page shows for Nuxt 4 and Nitro 2, on the h3 1 that they have.
import { createClient } from "dewar/testing";
import { createApp, createError, eventHandler, sendRedirect, toNodeListener } from "h3v1";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../contracts/node-server.ts";
import { typeErrors } from "../docs/compile.ts";
import { blocksUnder, codeUnder, run } from "./block.ts";

process.env["SECRET_KEY"] = "7b1e94c20f6d3a85e7c1904b6d2f8a35";
type Handler = ReturnType<typeof eventHandler>;

test("a middleware and a handler of h3 1 have the session, and redirects and errors save it", async () => {
  // The packages have other names here, since h3 2 is called h3.
  const asHere = (code: string) => code.replaceAll('from "h3"', 'from "h3v1"');
  const blocks = blocksUnder("docs/adapters/h3.md", "Nuxt 4 and Nitro 2");
  const [middleware = "", handler = ""] = codeUnder(
    "docs/adapters/h3.md",
    "Nuxt 4 and Nitro 2",
  ).split(/(?=^\/\/ server\/api)/m);
  for (const [code, parts] of [middleware, handler].map((each) => [asHere(each), blocks] as const))
    expect(typeErrors({ name: "h3 1", language: "ts", runs: true, parts, code })).toEqual([]);
  const { default: withSession } = await run<{ default: Handler }>(asHere(middleware));
  const { default: visits } = await run<{ default: Handler }>(asHere(handler));
  const app = createApp({ onError: () => {} }).use(withSession);
  app.use("/visits", visits);
  app.use(
    "/out",
    eventHandler((event) => {
      const { session } = event.node.req as unknown as { session: { clear(): void } };
      session.clear();
      return sendRedirect(event, "/visits");
    }),
  );
  app.use(
    "/error",
    eventHandler((event) => {
      Object.assign(event.node.req, { session: { visits: 40 } });
      throw createError({ statusCode: 418 });
    }),
  );
  const server = await listen(toNodeListener(app));
  onTestFinished(() => server.close());
  const client = createClient(server.url);
  const ask = async (path: string) => {
    const response = await client.fetch(path);
    return [response.status, response.headers.getSetCookie().length, response.headers.get("vary")];
  };
  const shown = async () => (await client.fetch("/visits")).json();
  expect([await shown(), await shown()]).toEqual([{ visits: 1 }, { visits: 2 }]);
  expect(await ask("/error")).toEqual([418, 1, "Cookie"]);
  expect(await shown()).toEqual({ visits: 41 });
  expect(await ask("/out")).toEqual([302, 1, "Cookie"]);
  expect(await shown()).toEqual({ visits: 1 });
});
