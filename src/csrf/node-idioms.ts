import type { Check, CheckedRequest } from "./check.ts";
import { CSRFError } from "./error.ts";
import { fieldsOf } from "./form.ts";
import { helpersFor, type TokenOf } from "./template-helpers.ts";

/** The headers of a request of Node's. */
type NodeHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request of Express, connect or `node:http`. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly headers: NodeHeaders;
}

/** A response of `node:http`. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** The part of Koa's context that is used here. */
export interface KoaContext {
  readonly method: string;
  readonly headers: NodeHeaders;
  readonly host: string;
  readonly secure: boolean;
  readonly state: object;
  readonly request: object;
  readonly req: object;
}

/** The part of Fastify's request that is used here. */
export interface FastifyRequestLike {
  readonly method: string;
  readonly headers: NodeHeaders;
  readonly protocol: string;
  readonly body: unknown;
}

/** A protection in the forms of the frameworks that stand on Node. */
export interface NodeIdioms {
  /** Express, and connect, polka and NestJS: `app.use(protection.express)`. Errors go to the error handler. */
  express: (request: NodeRequest, response: object, next: (error?: unknown) => void) => void;
  /** Koa: `app.use(protection.koa)`. Koa answers, or the application's own `try` around `next()`. */
  koa: (context: KoaContext, next: () => Promise<unknown>) => Promise<void>;
  /** Fastify: `app.addHook("preValidation", protection.fastify)`. The error handler gets the error. */
  fastify: (request: FastifyRequestLike, reply: object, done: (error?: Error) => void) => void;
  /** `node:http`: `protection.node((request, response) => ...)`. A refused request is answered here. */
  node: <Request extends NodeRequest, Response extends NodeResponse>(
    listener: (request: Request, response: Response) => void,
  ) => (request: Request, response: Response) => void;
}

/** What the frameworks add to a request, if they do. */
interface Added {
  readonly app?: { get?: (name: string) => unknown };
  readonly socket?: { readonly remoteAddress?: string; readonly encrypted?: boolean };
  readonly host?: string;
  readonly hostname?: string;
  readonly secure?: boolean;
  readonly originalMethod?: string;
  readonly body?: unknown;
  readonly session?: unknown;
}

export function nodeIdioms(check: Check, tokenOf: TokenOf | undefined): NodeIdioms {
  const help = (target: object, own: object & Added): void => {
    if (tokenOf !== undefined)
      Object.assign(
        target,
        helpersFor(tokenOf, own, () => own.session),
      );
  };
  const express: NodeIdioms["express"] = (request, response, next) => {
    const { locals } = response as { locals?: object };
    // Connect and polka have no locals.
    if (locals !== undefined) help(locals, request);
    try {
      check(ofExpress(request))?.(fieldsOf((request as Added).body));
    } catch (error) {
      next(error);
      return;
    }
    next();
  };
  return {
    express,
    koa: async (context, next) => {
      help(context.state, context);
      check(ofKoa(context))?.(fieldsOf((context.request as Added).body));
      await next();
    },
    fastify: (request, reply, done) => {
      const withLocals = reply as { locals?: object | null };
      if (withLocals.locals) help(withLocals.locals, request);
      try {
        check(ofFastify(request))?.(fieldsOf(request.body));
      } catch (error) {
        done(error as Error);
        return;
      }
      done();
    },
    node: (listener) => (request, response) =>
      express(request, response, (error) => {
        if (error === undefined) return listener(request, response);
        if (!(error instanceof CSRFError)) throw error;
        response.statusCode = error.status;
        response.setHeader("content-type", "text/plain; charset=utf-8");
        response.end(error.message);
      }),
  };
}

function ofExpress(own: NodeRequest & Added): CheckedRequest {
  return {
    ...common(own, own.headers),
    methods: [own.method ?? "", own.originalMethod ?? own.method ?? ""],
    hosts: [forwardedHost(own), hostIn(own.headers)],
    secure: own.secure ?? own.socket?.encrypted === true,
  };
}

function ofKoa(own: KoaContext & Added): CheckedRequest {
  const { originalMethod = own.method } = own.req as Added;
  return {
    ...common(own, own.headers),
    methods: [own.method, originalMethod],
    hosts: [own.host, hostIn(own.headers)],
    secure: own.secure,
  };
}

function ofFastify(own: FastifyRequestLike & Added): CheckedRequest {
  return {
    ...common(own, own.headers),
    methods: [own.method],
    // Fastify 4 has the port in `hostname`, Fastify 5 in `host`.
    hosts: [own.host ?? own.hostname ?? "", hostIn(own.headers)],
    secure: own.protocol === "https",
  };
}

const common = (own: object & Added, headers: NodeHeaders) => ({
  own,
  get session(): unknown {
    return own.session;
  },
  header: (name: string) => headerIn(headers, name),
});

// Node has a list of values for few headers; several values are never one that is expected here.
const headerIn = (headers: NodeHeaders, name: string): string | undefined =>
  Object.hasOwn(headers, name) ? headers[name]?.toString() : undefined;

/** HTTP/2 has no Host header. */
const hostIn = (headers: NodeHeaders): string =>
  headerIn(headers, ":authority") ?? headerIn(headers, "host") ?? "";

/** Express 4 has the forwarded host without its port, so this asks as Express 5 does. */
function forwardedHost({ app, socket, headers }: NodeRequest & Added): string {
  const trusts = typeof app?.get === "function" ? app.get("trust proxy fn") : undefined;
  if (typeof trusts !== "function" || !trusts(socket?.remoteAddress, 0)) return "";
  return (headerIn(headers, "x-forwarded-host") ?? "").split(",", 1)[0]?.trim() ?? "";
}
