// Real Chromium, and the visitor in front of it.
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from "playwright-core";

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

/** The session cookie as the browser keeps it. */
export async function sessionCookie(
  context: BrowserContext,
): Promise<Awaited<ReturnType<BrowserContext["cookies"]>>[number] | undefined> {
  return (await context.cookies()).find(({ name }) => name === "session");
}
