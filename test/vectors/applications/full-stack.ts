// What a vector asks, on the adapters of frameworks that are built before they run: called as their
// framework calls them. test/frameworks has them in built applications.
import type { Session, SessionOptions } from "dewar";
import { session as astro } from "dewar/astro";
import { session as next } from "dewar/next";
import { session as reactRouter } from "dewar/react-router";
import { session as svelteKit } from "dewar/sveltekit";
import { runOps, Stop } from "../ops.ts";
import type { MakeApplication } from "../site.ts";
import { listener } from "./web-listener.ts";

type Respond = (session: Session) => Response;
type Framework = (
  options: SessionOptions,
) => (request: Request, respond: Respond) => Promise<Response>;

const unused = (): never => {
  throw new Error("expected no call: the handler returned a response");
};

const onSvelteKit: Framework = (options) => {
  const handle = svelteKit(options);
  return (request, respond) => {
    const locals = {} as { session: Session };
    const event = { request, url: new URL(request.url), locals, cookies: { set: unused } };
    return handle({ event, resolve: () => respond(locals.session) });
  };
};

const onReactRouter: Framework = (options) => {
  const middleware = reactRouter(options);
  return (request, respond) => {
    let current: Session | undefined;
    const context = {
      set: (_key: unknown, session: Session) => {
        current = session;
      },
    };
    return middleware({ request, context }, async () => respond(current as Session));
  };
};

const onAstro: Framework = (options) => {
  const onRequest = astro(options);
  return (request, respond) => {
    const locals = {} as { session: Session };
    const context = { request, url: new URL(request.url), locals, isPrerendered: false };
    return onRequest(context, async () => respond(locals.session));
  };
};

const onNext: Framework = (options) => {
  const functions = { cookies: unused, headers: unused, NextResponse: { next: unused } };
  const { withSession } = next(options, functions);
  return (request, respond) => withSession((_request, session) => respond(session))(request);
};

const application =
  (framework: Framework): MakeApplication =>
  ({ options, ops, responseVary }, results) => {
    const answer = framework(options);
    return listener((request) =>
      answer(request, (session) => {
        if (new URL(request.url).pathname !== "/do") return new Response(null, { status: 404 });
        const headers = new Headers(responseVary.map((value): [string, string] => ["Vary", value]));
        const view = {
          session: session as unknown as Session<Record<string, unknown>>,
          setCookie: (line: string) => headers.append("Set-Cookie", line),
        };
        try {
          runOps(ops, view, results);
        } catch (error) {
          return new Response(null, { status: error instanceof Stop ? error.status : 500 });
        }
        return new Response("ok", { headers });
      }),
    );
  };

export const FULL_STACK: [string, MakeApplication][] = [
  ["SvelteKit", application(onSvelteKit)],
  ["React Router", application(onReactRouter)],
  ["Astro", application(onAstro)],
  ["Next", application(onNext)],
];
