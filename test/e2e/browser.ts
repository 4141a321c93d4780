// Real Chromium, and the visitors in front of it.
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";

export const launchOptions: LaunchOptions = {
  executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export function launch(): Promise<Browser> {
  return chromium.launch(launchOptions);
}

interface Visited {
  /** Where paths start from. */
  origin: string;
  stop(): Promise<unknown>;
}

export interface Visits<Server extends Visited = Visited> {
  /** What is visited, once a test runs. */
  readonly server: Server;
  /** A fresh visitor, who leaves when the test ends. */
  begin(options?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page }>;
}

/** Starts a browser and what the tests of a file visit with it, and ends both after them. */
export function visitsTo<Server extends Visited>(start: () => Promise<Server>): Visits<Server> {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([start(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });
  return {
    get server() {
      return server;
    },
    async begin(options = {}) {
      const context = await browser.newContext({ baseURL: server.origin, ...options });
      onTestFinished(() => context.close());
      return { context, page: await context.newPage() };
    },
  };
}

/** The session cookie as the browser keeps it. */
export async function sessionCookie(
  context: BrowserContext,
): Promise<Awaited<ReturnType<BrowserContext["cookies"]>>[number] | undefined> {
  return (await context.cookies()).find(({ name }) => name === "session");
}
