// A real nginx on a free port of loopback, with the locations that a test gives it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../free-port.ts";

const NGINX = process.env["NGINX"] || "/usr/sbin/nginx";
const START_MILLISECONDS = 10_000;

export interface Nginx {
  /** Without a slash at the end. */
  origin: string;
  stop(): Promise<void>;
}

/** What to put in front. */
export interface NginxOptions {
  /** Directives of the server block: its locations. */
  server: string;
  /** Directives of the http block, such as `proxy_cache_path cache keys_zone=pages:1m;`. */
  http?: string;
}

/** Starts nginx; every file it writes is in a folder of its own, and goes with it. */
export async function startNginx({ server, http = "" }: NginxOptions): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), "dewar-nginx-"));
  // The workers of a root's nginx are nobody, and write into folders of their own within it.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const configuration = `
    daemon off;
    worker_processes 1;
    pid ${folder}/nginx.pid;
    error_log stderr;
    events { worker_connections 256; }
    http {
      access_log off;
      ${paths.join("\n")}
      ${http}
      server {
        listen 127.0.0.1:${port};
        ${server}
      }
    }`;
  writeFileSync(join(folder, "nginx.conf"), configuration);
  const child = spawn(NGINX, ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.on("error", (error) => {
    output += error.message;
  });
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.pid !== undefined) {
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await answers(origin))) {
    if (Date.now() > deadline || child.exitCode !== null || child.pid === undefined) {
      await stop();
      throw new Error(`${NGINX} did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return { origin, stop };
}

const answers = (origin: string): Promise<boolean> =>
  fetch(origin, { redirect: "manual" }).then(
    async (response) => {
      await response.body?.cancel();
      return true;
    },
    () => false,
  );
