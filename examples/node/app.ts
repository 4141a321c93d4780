// Sessions in plain node:http.
import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { generateSecretKey } from "dewar";
import { type RequestWithSession, session } from "dewar/node";
import { page } from "../page.ts";

const withSession = session({
  // A key for this run only. A real application keeps one: npx dewar keygen
  secretKey: process.env.SECRET_KEY ?? generateSecretKey(),
  permanentSessionLifetime: { days: 7 },
});

const server = createServer(
  withSession(async (req, res) => {
    const route = `${req.method} ${req.url}`;
    if (route === "GET /") home(req, res);
    else if (route === "POST /login") await login(req, res);
    else if (route === "POST /logout") logout(req, res);
    else res.writeHead(404).end("Not found");
  }),
);

function home({ session }: RequestWithSession, res: ServerResponse): void {
  if ("username" in session) session.visits = session.get("visits", 0) + 1;
  res.setHeader("content-type", "text/html; charset=utf-8");
  res.end(page(session));
}

async function login(req: RequestWithSession, res: ServerResponse): Promise<void> {
  const { session } = req;
  const form = new URLSearchParams(await text(req));
  const username = `${form.get("username")}`.trim();
  if (username === "") {
    session.flash("Name cannot be empty", "error");
  } else {
    session.clear();
    session.username = username;
    if (form.has("remember")) session.permanent = true;
    session.flash(`Hello, ${username}!`, "success");
  }
  res.writeHead(303, { location: "/" }).end();
}

function logout({ session }: RequestWithSession, res: ServerResponse): void {
  session.clear();
  res.writeHead(303, { location: "/" }).end();
}

const port = Number(process.env.PORT ?? 3000);
server.listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
