import type { RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { type Client, createClient } from "dewar/testing";
import { onTestFinished } from "vitest";
import { listen } from "../contracts/node-server.ts";

/** A client of an application that listens until the test ends. */
export async function serve(listener: RequestListener): Promise<Client> {
  const server = await listen(listener);
  onTestFinished(() => server.close());
  return createClient(server.url);
}

/** Options for sessions in these tests. */
export const OPTIONS = { secretKey: "key-of-the-adapter-tests-6e1d40" };

/** What behind a proxy says that the visitor speaks https. */
export const OVER_HTTPS: RequestInit = { headers: { "x-forwarded-proto": "https" } };

/** Where templates lie that show messages as Flask's do. */
export const TEMPLATES: string = fileURLToPath(new URL("templates", import.meta.url));
