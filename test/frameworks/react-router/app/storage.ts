// The session storage, with no middleware's help: what it sets stands beside what the middleware does.
import { createCookieSessionStorage } from "dewar/react-router";
import type { SessionStorage } from "react-router";
import type { Route } from "./+types/storage";

interface Data {
  username: string;
}

interface FlashData {
  error: string;
}

const storage: SessionStorage<Data, FlashData> = createCookieSessionStorage<Data, FlashData>({
  secretKey: "key-of-the-storage-52c70e9d1b",
  cookie: { name: "storage" },
});

export async function loader({ request }: Route.LoaderArgs) {
  const session = await storage.getSession(request.headers.get("cookie"));
  const seen = { username: session.get("username"), error: session.get("error") };
  const headers = { "set-cookie": await storage.commitSession(session) };
  return Response.json(seen, { headers });
}

export async function action({ request }: Route.ActionArgs) {
  const session = await storage.getSession(request.headers.get("cookie"));
  const { searchParams } = new URL(request.url);
  if (searchParams.has("logout"))
    return new Response(null, { headers: { "set-cookie": await storage.destroySession(session) } });
  session.set("username", "alice");
  session.flash("error", "Wrong password");
  const lasting = searchParams.has("remember") ? { maxAge: 60 } : {};
  const headers = { "set-cookie": await storage.commitSession(session, lasting) };
  return new Response(null, { headers });
}
