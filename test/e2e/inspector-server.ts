// The inspector as a person starts it, and the page in front of them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { root } from "./server.ts";

export interface Inspecting {
  url: string;
  /** What Ctrl+C does; gives the exit code. */
  stop: () => Promise<number | null>;
}

/** `npx dewar inspect`, on a free port. */
export async function startInspector(): Promise<Inspecting> {
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
    url,
    async stop() {
      const closed = once(child, "close");
      child.kill("SIGINT");
      const [code] = (await closed) as [number | null];
      return code;
    },
  };
}

export interface Opened {
  context: BrowserContext;
  page: Page;
  /** What the page has asked for since it was loaded. */
  requests: string[];
  /** What the browser has complained of. */
  complaints: string[];
}

/** A fresh visitor, from whom nothing gets out once the page is there. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(url);
  const requests: string[] = [];
  await context.route("**", (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  context.on("request", (request) => requests.push(request.url()));
  return { context, page, requests, complaints };
}

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
