// Real Flask in a process of its own. It takes the time itself, in the same rounds as everybody.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { headerWith, KEY } from "./request.mjs";

/**
 * @param {string} python
 * @param {string} cookie
 */
export async function startFlask(python, cookie) {
  const child = spawn(python, ["-u", fileURLToPath(new URL("flask_peer.py", import.meta.url))], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (/** @type {string} */ line) => {
    child.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error("Flask's process ended in the middle of the benchmark.");
    return /** @type {string} */ (value);
  };
  const version = await ask([KEY, headerWith(`session=${cookie}`), cookie].join("\n"));
  const subject = (/** @type {string} */ name, /** @type {string} */ operation) => ({
    name,
    run: () => undefined,
    time: async (/** @type {number} */ times) => Number(await ask(`${operation} ${times}`)),
  });
  return {
    version,
    read: [subject("Flask (signing serializer)", "read"), subject("Flask (open_session)", "open")],
    write: [
      subject("Flask (signing serializer)", "write"),
      subject("Flask (save_session)", "save"),
    ],
    async close() {
      child.stdin.end();
      await once(child, "exit");
    },
  };
}
