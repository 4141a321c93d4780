// The same for `dewar/fetch`. A browser hides Set-Cookie from scripts, so this is for servers.
import { session } from "dewar/fetch";
import { same } from "./check.ts";
import { clock, FLASHED, secretKey } from "./walk.ts";

export async function walkFetch(): Promise<void> {
  const handler = session({ secretKey, clock })(async (_request, session) => {
    await Promise.resolve();
    session.visits = session.get("visits", 0) + 1;
    return Response.json(session.getFlashedMessages());
  });
  const response = await handler(
    new Request("https://example.com/", { headers: { cookie: `session=${FLASHED}` } }),
  );
  same("body", await response.json(), ["Saved"]);
  same("Vary", response.headers.get("vary"), "Cookie");
  const [setCookie = "", ...others] = response.headers.getSetCookie();
  same("one cookie", others, []);
  same("Secure on https", /; Secure/.test(setCookie), true);
  same("HttpOnly", /; HttpOnly/.test(setCookie), true);
}
