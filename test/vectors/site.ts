// One real server; each vector puts an application with its options on it, and asks that.
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { SessionOptions } from "dewar";
import type { Op } from "./read.ts";

/** A request to make, and what the view does with it. */
export interface Visit {
  options: SessionOptions;
  cookie: string | null;
  path: string;
  ops: Op[];
  responseVary: string[];
}

/** All that a visit gave. */
export interface Answer {
  status: number;
  /** One canonical text for each op that ended. */
  results: string[];
  setCookie: string[];
  vary: string[];
  cacheControl: string | null;
}

/** Makes an application for one visit; it notes the result of each op. */
export type MakeApplication = (
  visit: Visit,
  results: string[],
) => RequestListener | Promise<RequestListener>;

export class Site {
  readonly #makeApplication: MakeApplication;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  #app: RequestListener | undefined;

  constructor(makeApplication: MakeApplication) {
    this.#makeApplication = makeApplication;
    this.#server = createServer((req, res) => this.#app?.(req, res));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async visit(visit: Visit): Promise<Answer> {
    const results: string[] = [];
    this.#app = await this.#makeApplication(visit, results);
    const { statusCode = 0, headersDistinct, headers } = await this.#get(visit);
    return {
      status: statusCode,
      results,
      setCookie: headersDistinct["set-cookie"] ?? [],
      vary: headersDistinct["vary"] ?? [],
      cacheControl: headers["cache-control"] ?? null,
    };
  }

  #get({ cookie, path }: Visit): Promise<IncomingMessage> {
    const { port } = this.#server.address() as AddressInfo;
    const headers = cookie === null ? {} : { cookie };
    return new Promise((resolve, reject) => {
      const options = { host: "127.0.0.1", port, path, headers, agent: this.#agent };
      httpRequest(options, (res) => res.resume().on("end", () => resolve(res)))
        .on("error", reject)
        .end();
    });
  }
}
