// Runs before each block: gives the ambient names their values, and lets a
// server listen on a free port without keeping the process alive.
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { Server } from "node:net";

process.env.SECRET_KEY = randomBytes(32).toString("hex");
process.env.OLD_KEY = randomBytes(32).toString("hex");
process.env.FLASK_SECRET_KEY = process.env.SECRET_KEY;

Object.assign(globalThis, {
  request: new Request("https://example.com/"),
  response: new Response("Hello"),
});
const require = createRequire(import.meta.url);
// Only for the blocks that ask: Express takes half a second to load.
Object.defineProperty(globalThis, "app", { get: () => require("express")(), configurable: true });

const { listen } = Server.prototype;
/** @param {unknown[]} args */
Server.prototype.listen = function listenAnywhere(...args) {
  const callback = /** @type {(() => void) | undefined} */ (
    args.find((arg) => typeof arg === "function")
  );
  return listen.call(this, { port: 0, host: "127.0.0.1" }, callback).unref();
};
