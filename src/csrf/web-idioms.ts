import { SessionOptionsError } from "../session/index.ts";
import type { Check, CheckedRequest } from "./check.ts";
import { CSRFError } from "./error.ts";
import { type Fields, fieldsOf } from "./form.ts";
import { helpersFor, type TokenOf } from "./template-helpers.ts";

/** A response, now or later; `undefined` lets the request pass. */
export type Refusal = Response | undefined | Promise<Response | undefined>;

/** The part of Hono's context that is used here. */
export interface HonoContext {
  readonly req: { readonly raw: Request; formData(): Promise<FormData> };
}

/** The part of h3's event that is used here. */
export interface H3EventLike {
  readonly req: Request;
  readonly url: URL;
  readonly context: object;
}

/** The part of Elysia's context that is used here. */
export interface ElysiaContext {
  readonly request: Request;
  readonly body?: unknown;
}

/** The part of Astro's context that is used here. */
export interface AstroContextLike {
  readonly request: Request;
  readonly url: URL;
  readonly locals: object;
}

/** The part of SvelteKit's event that is used here. */
export interface SvelteKitEvent {
  readonly request: Request;
  readonly url: URL;
  readonly locals: object;
}

/** A protection in the forms of the frameworks that stand on the fetch API. */
export interface WebIdioms {
  /** Hono: `app.use(protection.hono)`. Hono's `onError` gets the error. */
  hono: (context: HonoContext, next: () => Promise<void>) => Promise<void>;
  /** h3: `app.use(protection.h3)`. */
  h3: (event: H3EventLike, next: () => unknown) => unknown;
  /** Elysia: `app.onBeforeHandle(protection.elysia)`. */
  elysia: (context: ElysiaContext) => Refusal;
  /** A handler of `dewar/fetch` or `dewar/next`: `protection.fetch((request: Request, session: Session) => ...)`. */
  fetch: <Args extends [request: Request, ...rest: unknown[]], Result>(
    handler: (...args: Args) => Result | Promise<Result>,
  ) => (...args: Args) => Promise<Result | Response>;
  /** Next's proxy: `sessionProxy(protection.next)`. Where there is no session: `return protection.next(request)`. */
  next: (request: Request, session?: object) => Refusal;
  /** Astro: `sequence(session(...), protection.astro)`. */
  astro: (context: AstroContextLike, next: () => Promise<Response>) => Promise<Response>;
  /** SvelteKit: `sequence(session(...), protection.sveltekit)`. */
  sveltekit: <Event extends SvelteKitEvent>(input: {
    event: Event;
    resolve: (event: Event) => Response | Promise<Response>;
  }) => Promise<Response>;
  /** React Router: `middleware = [session(...), protection.reactRouter]`. The error boundary gets the response. */
  reactRouter: (
    args: { readonly request: Request; readonly context: object },
    next: () => Promise<Response>,
  ) => Promise<Response>;
}

type WithSession = { session?: unknown };

export function webIdioms(check: Check, tokenOf: TokenOf | undefined): WebIdioms {
  const help = (own: object, place: WithSession): void => {
    if (tokenOf !== undefined)
      Object.assign(
        place,
        helpersFor(tokenOf, own, () => place.session),
      );
  };
  const run = async (
    request: CheckedRequest,
    fields: () => Fields | Promise<Fields>,
  ): Promise<void> => {
    const finish = check(request);
    if (finish !== undefined) finish(await fields());
  };
  const refusal = async (
    request: CheckedRequest,
    fields: () => Fields | Promise<Fields>,
  ): Promise<Response | undefined> => {
    try {
      await run(request, fields);
    } catch (error) {
      if (error instanceof CSRFError) return error.getResponse();
      throw error;
    }
    return undefined;
  };
  const refusalOf = (
    own: object,
    { request, url = request.url }: { request: Request; url?: URL | string },
    session: () => unknown,
  ) => refusal(ofWeb(own, request, url, session), () => copiedFields(request));
  return {
    hono: async (context, next) => {
      // Hono's own types give a variable only to those who name it.
      const variables = context as unknown as Variables;
      const session = () => variables.get("session");
      if (tokenOf !== undefined)
        for (const [name, helper] of Object.entries(helpersFor(tokenOf, context, session)))
          variables.set(name, helper);
      const { raw } = context.req;
      // Hono keeps what it has parsed.
      const fields = () => (raw.bodyUsed ? context.req.formData() : copiedFields(raw));
      await run(ofWeb(context, raw, raw.url, session), fields);
      await next();
    },
    h3: async (event, next) => {
      const context: WithSession = event.context;
      help(event, context);
      const { req: request, url } = event;
      return (await refusalOf(event, { request, url }, () => context.session)) ?? next();
    },
    // Elysia waits for a hook only if it is written as an asynchronous function.
    elysia: async (context) => {
      const place: WithSession & ElysiaContext = context;
      help(context, place);
      const { request } = context;
      // Elysia parses a body only where it sees that a handler uses it.
      const fields = () => (request.bodyUsed ? fieldsOf(place.body) : copiedFields(request));
      return refusal(
        ofWeb(context, request, request.url, () => place.session),
        fields,
      );
    },
    fetch:
      (handler) =>
      async (...args) => {
        const [request, session] = args;
        return (await refusalOf(request, { request }, () => session)) ?? handler(...args);
      },
    next: (request, session) => refusalOf(request, { request }, () => session),
    astro: async (context, next) => {
      const locals: WithSession = context.locals;
      help(context, locals);
      return (await refusalOf(context, context, () => locals.session)) ?? next();
    },
    sveltekit: async ({ event, resolve }) => {
      const locals: WithSession = event.locals;
      help(event, locals);
      return (await refusalOf(event, event, () => locals.session)) ?? resolve(event);
    },
    reactRouter: async (args, next) => {
      const { request } = args;
      const refused = await refusalOf(args, { request }, () => undefined);
      if (refused !== undefined) throw refused;
      return next();
    },
  };
}

interface Variables {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

function ofWeb(
  own: object,
  request: Request,
  url: string | URL,
  session: () => unknown,
): CheckedRequest {
  return {
    own,
    methods: [request.method],
    get hosts() {
      return [new URL(url).host, request.headers.get("host") ?? ""];
    },
    get secure() {
      return `${url}`.startsWith("https:");
    },
    get session() {
      return session();
    },
    header: (name) => request.headers.get(name) ?? undefined,
  };
}

/** The form, read from a copy, because the handler reads it as well. */
async function copiedFields(request: Request): Promise<Fields> {
  if (request.bodyUsed)
    throw new SessionOptionsError(
      "csrf expected a request whose body nobody has read, got one that is used up. Put it before the code " +
        "that reads the form: it reads a copy.",
    );
  try {
    return await request.clone().formData();
  } catch {
    // Not a form after all, whatever its Content-Type says: it has no field.
    return [];
  }
}
