/**
 * `dewar/fastify/undeclared`: sessions for Fastify 5 and 4, without a declaration of `request.session`,
 * so that another package may declare it. `dewar/fastify` is the same with the declaration.
 * @module
 */
import { STATUS_CODES } from "node:http";
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import {
  type AdapterOptions,
  adapterOptions,
  addTemplateHelpers,
  errorStatus,
  OF_AN_ANSWER,
  runInContext,
  type SessionSource,
  toSessionInterface,
} from "../../host/index.ts";
import { joined, listed, NodeExchange, NodeSessionConfig } from "../../host/node/index.ts";
import type { HeadersLike } from "../../http/index.ts";
import { own } from "../../json/index.ts";
import type { SessionInterface, SessionOptions } from "../../policy/index.ts";
import type { SessionData } from "../../session/index.ts";

export { sessionOf } from "../../host/index.ts";

/** Options of the sessions, or a session interface; and the name on the request. */
export type FastifySessionOptions<Data = SessionData> = AdapterOptions<string> &
  (SessionOptions | { sessionInterface: SessionInterface<Data> });

/** A reply's headers in the shape of web `Headers`. */
class ReplyHeaders implements HeadersLike {
  readonly #reply: FastifyReply;

  constructor(reply: FastifyReply) {
    this.#reply = reply;
  }

  get(name: string): string | null {
    return joined(this.#reply.getHeader(name));
  }

  set(name: string, value: string): void {
    this.#reply.header(name, value);
  }

  append(name: string, value: string): void {
    // A reply keeps all its Set-Cookie headers.
    this.#reply.header(name, value);
  }

  /**
   * Removes the headers that belong to the discarded reply.
   *
   * @param ours - the sessions' own cookies; the sessions are saved once more
   */
  startOver(ours: readonly string[]): void {
    for (const name of OF_AN_ANSWER) this.#reply.removeHeader(name);
    if (ours.length === 0) return;
    const others = this.getSetCookie().filter((line) => !ours.includes(line));
    this.#reply.removeHeader("set-cookie");
    if (others.length > 0) this.#reply.header("set-cookie", others);
  }

  getSetCookie(): string[] {
    return listed(this.#reply.getHeader("set-cookie"));
  }
}

type Attached = NodeExchange<SessionData, FastifyRequest>;

const isSecure = ({ protocol }: FastifyRequest): boolean => protocol === "https";

/** A reply's locals, which `@fastify/view` gives to templates. */
type WithLocals = FastifyReply & { locals: object | null };

/**
 * Gives each request a `request.session`, and templates of `@fastify/view` `getFlashedMessages()`
 * (and `get_flashed_messages()`) through `reply.locals`. Routes have it in the scope that registers the
 * plugin and in the scopes below. The session is saved before a reply is sent, error replies included.
 *
 * `secure: "auto"` follows `request.protocol`, so behind a proxy set Fastify's `trustProxy`.
 *
 * @throws {@link SessionOptionsError} while registering, for wrong options
 * @example
 * ```ts
 * import fastify from "fastify";
 * import { session } from "dewar/fastify";
 *
 * const app = fastify();
 * app.register(session, { secretKey: process.env.SECRET_KEY });
 * app.get("/", async (request) => {
 *   request.session.visits = request.session.get("visits", 0) + 1;
 *   return `Visits: ${request.session.visits}`;
 * });
 * ```
 */
export const session: FastifyPluginAsync<FastifySessionOptions> = async (app, options) => {
  const sessions = toSessionInterface(sourceOf(options));
  const { property = "session" } = adapterOptions(ownOptionsOf(options));
  const config = new NodeSessionConfig(sessions, property, "request", isSecure);
  // Each registration has its own name, which keeps two sessions of one application apart.
  const attached = Symbol(`dewar ${property}`);
  type WithAttached = FastifyRequest & { [attached]: Attached | null };
  // On the prototype: the engine is slow if each request gets a property of another kind.
  app.decorateRequest(property, { getter: () => undefined });
  app.decorateRequest(attached, null);
  if (!app.hasReplyDecorator("locals")) app.decorateReply("locals", null);

  app.addHook("onRequest", (request, reply, next) => {
    const exchange = new NodeExchange(config, request.raw, reply.raw, request);
    (request as WithAttached)[attached] = exchange;
    const { session } = exchange;
    const withLocals = reply as WithLocals;
    withLocals.locals ??= {};
    addTemplateHelpers(withLocals.locals, session, property);
    const loading = exchange.load();
    if (loading === undefined) runInContext(session, next, property);
    else loading.then(() => runInContext(session, next, property), next);
  });

  // After the body was read, the code runs in another asynchronous context.
  app.addHook("preValidation", (request, _reply, next) => {
    const exchange = (request as WithAttached)[attached];
    if (exchange === null) next();
    else runInContext(exchange.session, next, property);
  });

  // Before the head is written, so that a failed save becomes an error reply. After `reply.hijack()`
  // the application writes the head itself, and the session is saved at that moment.
  app.addHook("onSend", (request, reply, payload, next) => {
    const sent =
      typeof payload === "object" && payload instanceof Response
        ? unpacked(payload, reply)
        : payload;
    const exchange = (request as WithAttached)[attached];
    if (exchange === null) return next(null, sent);
    const persisting = exchange.persist();
    if (persisting === undefined) saveReply(exchange, reply, sent, next);
    else persisting.then(() => saveReply(exchange, reply, sent, next));
  });
};

/** Saves the session into the headers of a reply, and passes on what is to be sent. */
function saveReply(
  exchange: Attached,
  reply: FastifyReply,
  payload: unknown,
  next: (error: Error | null, payload?: unknown) => void,
): void {
  const headers = new ReplyHeaders(reply);
  const failure = exchange.trySave(headers);
  if (failure === undefined) {
    exchange.release();
    next(null, payload);
    return;
  }
  if (failure.isFirst) {
    headers.startOver(exchange.takeCookies());
    next(failure.error as Error);
    return;
  }
  // The session cannot be saved into the error reply either, which is sent without the cookie.
  exchange.release();
  let body = payload;
  if (reply.statusCode < 400) {
    for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
    const status = errorStatus(failure.error);
    reply.code(status).type("text/plain; charset=utf-8");
    body = STATUS_CODES[status];
  }
  next(null, body);
}

/** Fastify's own options of a plugin, which are in the same object. */
const NOT_OURS = ["property", "prefix", "logLevel", "logSerializers"];

/** The adapter's own options among those given to `register`. */
function ownOptionsOf(options: FastifySessionOptions): AdapterOptions<string> {
  const { property } = own(options);
  return property === undefined ? {} : { property };
}

/** The options of the sessions among those given to `register`. */
function sourceOf(options: FastifySessionOptions): SessionSource<SessionData> {
  if (Object.hasOwn(options, "sessionInterface"))
    return (options as { sessionInterface: SessionInterface }).sessionInterface;
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => !NOT_OURS.includes(name)),
  ) as SessionOptions;
}

/** Fastify lets the headers of a web response overwrite those of the reply. So they are moved to the reply earlier. */
function unpacked(response: Response, reply: FastifyReply): Response {
  for (const [name, value] of response.headers) reply.header(name, value);
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText });
}

// As fastify-plugin does: hooks and decorators apply to the scope that registers the plugin.
Object.assign(session, {
  [Symbol.for("skip-override")]: true,
  [Symbol.for("fastify.display-name")]: "dewar/fastify",
  [Symbol.for("plugin-meta")]: { name: "dewar/fastify", fastify: "4.x || 5.x" },
});
