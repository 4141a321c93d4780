// One site of two applications behind a real nginx: Flask has everything but /node, which is Express.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { session } from "dewar/express";
import { createClient } from "dewar/testing";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { type Nginx, startNginx } from "./nginx.ts";

const PYTHON =
  process.env["PYTHON"] || fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));
const SECRET_KEY = "key-of-one-site-behind-nginx-5f1c";

let flask: ChildProcess;
let node: Started;
let nginx: Nginx;

beforeAll(async () => {
  const script = fileURLToPath(new URL("flask_app.py", import.meta.url));
  flask = spawn(PYTHON, [script], {
    env: { ...process.env, SECRET_KEY },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = (await once(flask.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  node = await listen(application());
  nginx = await startNginx({
    server: `
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto $http_x_visitor_proto;
      location / { proxy_pass ${`${line}`.trim()}; }
      location /node/ { proxy_pass ${node.url}; }`,
  });
});

afterAll(async () => {
  await nginx?.stop();
  await node?.close();
  flask?.kill();
});

function application() {
  const app = express();
  app.set("trust proxy", "loopback");
  app.use(session({ secretKey: SECRET_KEY }));
  app.get("/node/", ({ session }, res) => {
    res.json({ user: session.get("user", null), messages: session.getFlashedMessages() });
  });
  app.post("/node/login", ({ session }, res) => {
    session.set("user", "bob");
    session.flash("Logged in at Node");
    res.sendStatus(204);
  });
  app.post("/node/logout", ({ session }, res) => {
    session.clear();
    res.sendStatus(204);
  });
  return app;
}

const visitor = () => {
  const client = createClient(nginx.origin);
  return {
    get: async (path: string) => (await client.fetch(path)).json(),
    post: (path: string, headers?: HeadersInit) =>
      client.fetch(path, { method: "POST", ...(headers && { headers }) }),
  };
};

test("a login and its message at Flask are there at Node, and the message is shown once", async () => {
  const { get, post } = visitor();
  expect((await post("/login")).status).toBe(204);
  expect(await get("/node/")).toEqual({ user: "alice", messages: ["Logged in at Flask"] });
  expect(await get("/")).toEqual({ user: "alice", messages: [] });
});

test("and the other way round", async () => {
  const { get, post } = visitor();
  expect((await post("/node/login")).status).toBe(204);
  expect(await get("/")).toEqual({ user: "bob", messages: ["Logged in at Node"] });
  expect(await get("/node/")).toEqual({ user: "bob", messages: [] });
});

test("a logout at either is one at both", async () => {
  const { get, post } = visitor();
  await post("/login");
  await post("/node/logout");
  expect(await get("/")).toEqual({ user: null, messages: [] });
  await post("/node/login");
  await post("/logout");
  expect(await get("/node/")).toEqual({ user: null, messages: [] });
});

test("the cookie is Secure exactly where nginx says that the visitor speaks https", async () => {
  const { post } = visitor();
  const areSecure = async (proto: string) => {
    const response = await post("/node/login", { "x-visitor-proto": proto });
    return response.headers.getSetCookie().map((line) => line.split("; ").includes("Secure"));
  };
  expect(await areSecure("https")).toEqual([true]);
  expect(await areSecure("http")).toEqual([false]);
});
