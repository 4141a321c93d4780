// What the pages about the full-stack frameworks show, built by each framework and used by a visitor.
import { type Client, createClient } from "dewar/testing";
import { expect, onTestFinished, test } from "vitest";
import { allFences } from "../docs/fences.ts";
import { readPage } from "../examples/document.ts";
import { startDocumented } from "./documented.ts";

const MINUTES_5 = 300_000;

/** The block outside of the page: that of the doc comment. */
const shorter = allFences().filter(
  ({ path, code }) =>
    path !== "docs/adapters/next.md" && code.includes("sessionProxy } = session("),
);
const LOGIN = `import { login } from "../actions";
export default function Page() {
  return <form action={login}><input name="username" /><button type="submit">Log in</button></form>;
}`;
// Another session, whose cookie depends on the request's headers, in every place there is.
const TENANT = `import { cookies, headers } from "next/headers";
import { NextResponse } from "next/server";
import { session } from "dewar/next";
import "../shorter";
export const tenant = session(
  {
    secretKey: process.env.SECRET_KEY,
    cookie: (request: { headers: Headers }) => ({ name: \`sid-\${request.headers.get("x-tenant")}\` }),
  },
  { cookies, headers, NextResponse },
  { property: "tenant" },
);`;
const TENANT_PAGE = `import { revalidatePath } from "next/cache";
import { tenant } from "../tenant/session";
async function act() {
  "use server";
  await tenant.changeSession((session) => session.set("from", "action"));
  revalidatePath("/shown");
}
export default async function Page() {
  const session = await tenant.readSession();
  return <form action={act}><h1>{session.get("from", "nobody")}</h1><button type="submit">Go</button></form>;
}`;
const TENANT_ROUTE = `import { tenant } from "../session";
export const GET = tenant.withSession((_request, session) => {
  session.set("from", "handler");
  return new Response("done");
});`;

// Pages of the documentation are short: they have no <main>.
const seen = (html: string) => readPage(`<main>${html}</main>`);

/** Presses the one button of a page. */
async function submit(client: Client, path: string, fields: Record<string, string>, headers = {}) {
  const page = seen(await (await client.fetch(path, { headers })).text());
  const body = new FormData();
  for (const [name, value] of page.forms[0]?.hidden ?? []) body.append(name, value);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return client.fetch(path, { method: "POST", body, headers: { origin: client.url, ...headers } });
}

const heading = async (client: Client, path: string, headers = {}): Promise<string> =>
  seen(await (await client.fetch(path, { headers })).text()).heading;

const startNext = () =>
  startDocumented("docs/adapters/next.md", {
    name: "next",
    plain: ["package.json", "tsconfig.json", "next.config.ts", "app/layout.tsx"],
    files: {
      "app/login/page.tsx": LOGIN,
      "app/shorter.ts": shorter[0]?.code ?? "",
      "app/tenant/session.ts": TENANT,
      "app/shown/page.tsx": TENANT_PAGE,
      "app/tenant/handler/route.ts": TENANT_ROUTE,
    },
    build: ["next", "build"],
    serve: ["next", "start", "--hostname", "127.0.0.1"],
  });
let next: ReturnType<typeof startNext> | undefined;

test("Next: the pages, the action, the handler and the proxy of the documentation", {
  timeout: MINUTES_5,
}, async () => {
  expect(shorter.map(({ path }) => path)).toEqual(["src/adapters/next/index.ts"]);
  next = startNext();
  const { origin } = await next;
  const client = createClient(origin);
  expect(await heading(client, "/")).toBe("You are not logged in.");
  const login = await submit(client, "/login", { username: "alice" });
  expect([login.status, new URL(login.headers.get("location") ?? "", origin).pathname]).toEqual([
    303,
    "/",
  ]);
  expect(await heading(client, "/")).toBe("alice");
  const me = await client.fetch("/api/me");
  expect(await me.json()).toEqual({ username: "alice" });
});

test("Next: a cookie function gets the headers in every place", {
  timeout: MINUTES_5,
}, async () => {
  const { origin, stop } = await (next as ReturnType<typeof startNext>);
  onTestFinished(() => stop());
  const client = createClient(origin);
  const [red, blue] = [{ "x-tenant": "red" }, { "x-tenant": "blue" }];
  const names = (response: Response) =>
    response.headers.getSetCookie().map((line) => line.split("=", 1)[0]);
  expect(names(await client.fetch("/tenant/handler", { headers: red }))).toEqual(["sid-red"]);
  expect([await heading(client, "/shown", red), await heading(client, "/shown", blue)]).toEqual([
    "handler",
    "nobody",
  ]);
  expect(names(await submit(client, "/shown", {}, blue))).toEqual(["sid-blue"]);
  expect([await heading(client, "/shown", red), await heading(client, "/shown", blue)]).toEqual([
    "handler",
    "action",
  ]);
});

test("SvelteKit: the hook, the action and the layout of the documentation", {
  timeout: MINUTES_5,
}, async () => {
  const { origin, stop } = await startDocumented("docs/adapters/sveltekit.md", {
    name: "sveltekit",
    plain: ["package.json", "svelte.config.js", "vite.config.ts", "tsconfig.json", "src/app.html"],
    files: {
      "src/routes/+page.svelte": `<script lang="ts">
  import type { PageProps } from "./$types";
  const { data }: PageProps = $props();
</script>
<h1>{data.username} {JSON.stringify(data.messages)}</h1>`,
      "src/routes/login/+page.svelte": `<form method="post"><input name="username" /></form>`,
    },
    build: ["vite", "build"],
    serve: ["node", "build"],
    environment: { ORIGIN: "http://127.0.0.1:$PORT" },
  });
  onTestFinished(() => stop());
  const client = createClient(origin);
  expect(await heading(client, "/")).toBe(" []");
  const login = await submit(client, "/login", { username: "alice" }, { accept: "text/html" });
  expect([login.status, login.headers.get("location")]).toEqual([303, "/"]);
  expect(await heading(client, "/")).toBe('alice [["success","Logged in"]]');
  expect(await heading(client, "/")).toBe("alice []");
});

test("Astro: the middleware, the page and the endpoint of the documentation", {
  timeout: MINUTES_5,
}, async () => {
  const { origin, stop } = await startDocumented("docs/adapters/astro.md", {
    name: "astro",
    plain: ["package.json", "astro.config.mjs", "tsconfig.json"],
    files: {},
    build: ["astro", "build"],
    serve: ["node", "dist/server/entry.mjs"],
  });
  onTestFinished(() => stop());
  const client = createClient(origin);
  expect(await heading(client, "/")).toBe("Visits: 1");
  const body = new FormData();
  body.append("username", "alice");
  const login = await client.fetch("/login", { method: "POST", body, headers: { origin } });
  expect([login.status, login.headers.get("location")]).toEqual([303, "/"]);
  const page = await (await client.fetch("/")).text();
  expect([seen(page).heading, page.includes('<p role="status">Logged in</p>')]).toEqual([
    "Visits: 2",
    true,
  ]);
});
