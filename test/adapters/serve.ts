import type { RequestListener } from "node:http";
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

/** Flask's own template for messages, as its documentation has it. */
export const FLASK_TEMPLATE = `{% with messages = get_flashed_messages(with_categories=true) -%}
{% for category, message in messages %}[{{ category }}: {{ message }}]{% endfor %}
{%- endwith %}`;
