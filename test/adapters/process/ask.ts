// Visitors who see how an answer ended, which `fetch` does not always tell.
import { request } from "node:http";
import { connect, type IncomingHttpHeaders } from "node:http2";

/** What a visitor got. */
export interface Got {
  readonly status: number | undefined;
  readonly setCookie: string[];
  readonly location: string | undefined;
  readonly etag: string | undefined;
  readonly body: string;
}

const PATIENCE_MS = 10_000;

function got(status: number | undefined, headers: IncomingHttpHeaders, body: string): Got {
  const { location, etag, "set-cookie": setCookie = [] } = headers;
  return { status, setCookie, location, etag, body };
}

/** Over HTTP/1.1, on a connection of its own. @throws when the answer was cut short, or did not come */
export function ask(url: string, path: string, method: string, host = "localhost"): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(url + path, {
      method,
      headers: { host, "accept-encoding": "gzip" },
      agent: false,
      timeout: PATIENCE_MS,
    });
    asked.once("timeout", () => asked.destroy(new Error(`nothing came of ${method} ${path}`)));
    asked.once("error", reject);
    asked.once("response", (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.once("error", reject);
      response.once("end", () => resolve(got(response.statusCode, response.headers, body)));
    });
    asked.end();
  });
}

/** The same over HTTP/2 without TLS. */
export function ask2(url: string, path: string, method: string, host = "localhost"): Promise<Got> {
  return new Promise((resolve, reject) => {
    const connection = connect(url);
    connection.once("error", reject);
    const asked = connection.request({ ":path": path, ":method": method, host });
    let headers: IncomingHttpHeaders & { ":status"?: number | undefined } = {};
    let body = "";
    asked.setTimeout(PATIENCE_MS, () => asked.destroy(new Error(`nothing came of ${path}`)));
    asked.once("error", reject);
    asked.once("response", (received) => {
      headers = received;
    });
    asked.on("data", (chunk) => {
      body += chunk;
    });
    asked.once("close", () => {
      connection.close();
      resolve(got(headers[":status"], headers, body));
    });
    asked.end();
  });
}
