// Sessions in Fastify.
import formbody from "@fastify/formbody";
import { generateSecretKey } from "dewar";
import { session } from "dewar/fastify";
import fastify from "fastify";
import { page } from "../page.ts";

const app = fastify();
app.register(session, {
  // A key for this run only. A real application keeps one: npx dewar keygen
  secretKey: process.env.SECRET_KEY ?? generateSecretKey(),
  permanentSessionLifetime: { days: 7 },
});
app.register(formbody);

app.get("/", async ({ session }, reply) => {
  if ("username" in session) session.visits = session.get("visits", 0) + 1;
  return reply.type("text/html; charset=utf-8").send(page(session));
});

interface LoginForm {
  username: string;
  remember?: string;
}

app.post<{ Body: LoginForm }>("/login", async ({ session, body }, reply) => {
  const username = body.username.trim();
  if (username === "") {
    session.flash("Name cannot be empty", "error");
  } else {
    session.clear();
    session.username = username;
    if (body.remember) session.permanent = true;
    session.flash(`Hello, ${username}!`, "success");
  }
  return reply.redirect("/");
});

app.post("/logout", async ({ session }, reply) => {
  session.clear();
  return reply.redirect("/");
});

const port = Number(process.env.PORT ?? 3000);
await app.listen({ port, host: "127.0.0.1" });
console.log(`http://127.0.0.1:${port}`);
