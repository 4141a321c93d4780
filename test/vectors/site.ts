// One Express application on a real server; each vector gives it options and asks it.
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Session, SessionOptions } from "dewar";
import { session } from "dewar/express";
import express, { type ErrorRequestHandler, type Express, type Response } from "express";
import { runOps, Stop } from "./ops.ts";
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

export class Site {
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  #app: Express | undefined;

  constructor() {
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
    this.#app = application(visit, results);
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

function application({ options, ops, responseVary }: Visit, results: string[]): Express {
  const app = express().disable("x-powered-by").disable("etag");
  app.use(session(options));
  app.use((_req, res, next) => {
    for (const value of responseVary) res.append("Vary", value);
    next();
  });
  app.get("/do", (req, res) => {
    const view = {
      session: req.session as unknown as Session<Record<string, unknown>>,
      setCookie: (line: string) => void res.append("Set-Cookie", line),
    };
    runOps(ops, view, results);
    res.send("ok");
  });
  app.use(stopped);
  return app;
}

/** Flask's `abort` answers with a page of its own; everything else is left to Express. */
const stopped: ErrorRequestHandler = (error, _req, res: Response, next) => {
  if (error instanceof Stop && error.status !== 500) res.sendStatus(error.status);
  else next(error);
};
