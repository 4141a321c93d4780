import type { SessionOptions } from "../../policy/index.ts";
import type { AnySession } from "../../session/index.ts";
import { ACTIONS } from "./actions.ts";
import { type ContractReply, REPLIES } from "./replies.ts";
import type { ContractHeader, ContractVisit, Visited } from "./visit.ts";

/** The time of the contract's clock, in milliseconds since 1970. */
export const CONTRACT_TIME: number = Date.UTC(2030, 0, 1);

/** A key that signed older cookies of the contract. */
export const OLDER_KEY = "older-key-of-the-contract-1c0d7f2e";

const headersIn = (url: URL, parameter: string): ContractHeader[] =>
  url.searchParams.getAll(parameter).map((text) => {
    const colon = text.indexOf(":");
    return [text.slice(0, colon), text.slice(colon + 1).trim()];
  });

/**
 * The application that {@link adapterContract} visits. Put its three sessions on a server of your
 * framework, and let it answer every path and method there.
 *
 * @example
 * ```ts
 * import express from "express";
 * import { session } from "dewar/express";
 * import { contractApplication } from "dewar/testing";
 *
 * const { options, answer } = contractApplication;
 * const app = express();
 * app.use(session(options.session));
 * app.use(session(options.admin, { property: "admin" }));
 * app.use(session(options.keyless, { property: "keyless" }));
 * app.use(async (req, res, next) => {
 *   const reply = await answer(req as never);
 *   if (reply.kind === "error") throw reply.error;
 *   if (reply.kind === "not-found") return next();
 *   // and so on for each kind of reply
 * });
 * ```
 */
export const contractApplication: {
  /** The options of each of the three sessions. */
  readonly options: Readonly<Record<"session" | "admin" | "keyless", SessionOptions>>;
  /** The reply to a visit. Send it in the framework's own way; let the framework handle what it throws. */
  answer(visit: ContractVisit): Promise<ContractReply>;
  /**
   * The same without waiting, for visits that ask for it with `?now`; `undefined` for all others. Call
   * this first, and send the result before you wait for anything.
   */
  answerNow(visit: ContractVisit): ContractReply | undefined;
  /**
   * The text of the application's own error page, with status 500. Use it where the framework lets an
   * application answer errors. It uses the session.
   */
  answerError(visit: Pick<ContractVisit, "url" | "session">): string;
  /**
   * Headers that code around the session adds (middleware that comes before it), after the inner code has
   * answered.
   */
  headersAround(url: string): ContractHeader[];
} = {
  options: {
    session: {
      secretKey: "newest-key-of-the-contract-83b4c6a1",
      secretKeyFallbacks: [OLDER_KEY],
      permanentSessionLifetime: { days: 7 },
      clock: () => CONTRACT_TIME,
    },
    admin: {
      secretKey: "other-key-of-the-contract-5e9f0b2d",
      refreshEachRequest: false,
      clock: () => CONTRACT_TIME,
      cookie: { name: "admin", secure: true, sameSite: "None", partitioned: true, httpOnly: false },
    },
    keyless: { secretKey: null, cookie: { name: "keyless" } },
  },

  async answer(visit) {
    const url = new URL(visit.url, "http://contract");
    const [, action = "", reply = ""] = url.pathname.split("/");
    const act = ACTIONS[action];
    const send = REPLIES[reply];
    if (act === undefined || send === undefined)
      throw new TypeError(`expected a path of the contract, got ${url.pathname}.`);
    const body = await act({ context: undefined, assign: undefined, ...visit } as Visited);
    return send({ body, headers: headersIn(url, "header"), session: visit.session as AnySession });
  },

  answerNow(visit) {
    const url = new URL(visit.url, "http://contract");
    if (!url.searchParams.has("now")) return undefined;
    const [, action = "", reply = "text"] = url.pathname.split("/");
    const body = ACTIONS[action]?.({ context: undefined, assign: undefined, ...visit } as Visited);
    if (typeof body !== "string")
      throw new TypeError(`expected a path of the contract, got ${url.pathname}.`);
    return REPLIES[reply]?.({
      body,
      headers: headersIn(url, "header"),
      session: visit.session as AnySession,
    });
  },

  answerError(visit) {
    const session = visit.session as AnySession;
    switch (new URL(visit.url, "http://contract").searchParams.get("page")) {
      case "flashes":
        return JSON.stringify(session.getFlashedMessages());
      case "clear":
        session.clear();
        return "cleared";
      case "write":
        session.clear();
        session["username"] = "alice";
        return "written";
      default:
        return "Internal Server Error";
    }
  },

  headersAround: (url) => headersIn(new URL(url, "http://contract"), "around"),
};
