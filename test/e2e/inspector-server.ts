// The inspector as a person starts it, and the page in front of them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import type { Visits } from "./browser.ts";
import { root, type Server } from "./server.ts";

/** `npx dewar inspect`, on a free port. */
export async function startInspector(): Promise<Omit<Server, "output">> {
  const child: ChildProcess = spawn(
    process.execPath,
    [`${root}dist/cli/main.js`, "inspect", "--json"],
    { env: { PATH: process.env["PATH"] ?? "" }, stdio: ["ignore", "pipe", "inherit"] },
  );
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  while (!output.includes("}")) {
    if (child.exitCode !== null) throw new Error(`dewar inspect ended, and said: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { url } = JSON.parse(output) as { url: string };
  return {
    origin: new URL(url).origin,
    async stop() {
      const closed = once(child, "close");
      child.kill("SIGINT");
      expect(await closed).toEqual([0, null]);
    },
  };
}

/**
 * The page in front of a fresh visitor. From then on nothing gets out, and when the test ends, the
 * page has asked for nothing and the browser has complained of nothing.
 */
export async function openPage(visits: Visits, options?: BrowserContextOptions): Promise<Page> {
  const { context, page } = await visits.begin(options);
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  await page.goto("/");
  const requests: string[] = [];
  await context.route("**", (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  context.on("request", (request) => requests.push(request.url()));
  onTestFinished(() => expect({ requests, complaints }).toEqual({ requests: [], complaints: [] }));
  return page;
}

/** What one types into the fields: the cookie or token, and the key. */
export const paste = (page: Page, text: string): Promise<void> =>
  page.getByLabel("Cookie or token").fill(text);
export const typeKey = (page: Page, key: string): Promise<void> =>
  page.getByLabel("Secret key").fill(key);

/** What is said of the cookie. */
export const verdict = async (page: Page): Promise<string> =>
  (await page.getByRole("status").first().textContent()) ?? "";

/** A key in the tree, with the name of its type and its value. */
export async function shown(page: Page, key: string): Promise<[type: string, value: string]> {
  const row = page.locator("#data li").filter({
    has: page.locator(":scope > .key, :scope > details > summary > .key", {
      hasText: new RegExp(`^"${key}"$`),
    }),
  });
  const own = row.locator(":scope > *, :scope > details > summary > *");
  const type = await own.and(page.locator(".type")).textContent();
  const value = await own.and(page.locator(".value, .type + .note")).first().textContent();
  return [type ?? "", value ?? ""];
}
