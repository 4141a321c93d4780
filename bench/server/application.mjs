// The other side of serve.mjs: starts an application and asks it what it costs.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const serve = fileURLToPath(new URL("serve.mjs", import.meta.url));

/**
 * @param {string} framework
 * @param {string} variant
 * @param {Record<string, string>} [env]
 */
export async function startApplication(framework, variant, env = {}) {
  const child = fork(serve, [framework, variant], {
    execArgv: ["--expose-gc"],
    env: { ...process.env, NODE_ENV: "production", ...env },
  });
  const [{ port }] = await once(child, "message");
  const url = `http://127.0.0.1:${port}`;
  const ask = async (/** @type {string} */ question) => {
    child.send(question);
    const [answer] = await once(child, "message");
    return answer;
  };
  const cookie = await logIn(url);
  await check(variant, url, cookie);
  return {
    variant,
    url,
    cookie,
    ask,
    async stop() {
      child.disconnect();
      await once(child, "exit");
    },
  };
}

/** The Cookie header of a visitor who is logged in. @param {string} url */
async function logIn(url) {
  const response = await fetch(`${url}/login`);
  await response.text();
  // As a browser does: of two cookies of one name, the last.
  const jar = new Map([["theme", "dark"]]);
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";");
    jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
  }
  jar.set("_ga", "GA1.1.1234567890.1763850000");
  return Array.from(jar, ([name, value]) => `${name}=${value}`).join("; ");
}

/** That the application does what is timed. */
async function check(variant, url, cookie) {
  const get = async (path) => {
    const response = await fetch(url + path, { headers: { cookie } });
    return { text: await response.text(), sets: response.headers.getSetCookie().length > 0 };
  };
  const read = await get("/read");
  const write = await get("/write");
  const visits = variant === "bare" ? 3 : 4;
  if (read.text !== "Visits: 3" || write.text !== `Visits: ${visits}`)
    throw new Error(`${variant} answered "${read.text}" and "${write.text}".`);
  return { read, write };
}
