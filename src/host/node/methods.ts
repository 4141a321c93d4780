import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { isUint8Array } from "node:util/types";
import onHeaders from "on-headers";
import { lastPlace } from "../index.ts";

/** What stands between a response and those who write it. */
export interface Interceptor {
  /** Whether `write` and `end` are those that the application shares among its responses. */
  readonly isShared: boolean;
  beforeHead(): void;
  write(args: unknown[]): boolean;
  end(args: unknown[]): ServerResponse;
  pipe(source: Readable): void;
}

/** The methods that write a body. */
type BodyMethods = Pick<ServerResponse, "write" | "end">;

const HOOK = Symbol("dewar response");
type Hooked = { [HOOK]?: Interceptor };

/** The interceptor of a response, if it has one. */
export function interceptorOf(response: ServerResponse): Interceptor | undefined {
  // What Socket.IO hands to middleware for a WebSocket has no request.
  const { req } = response as Partial<ServerResponse>;
  const place = req && (lastPlace(req) as { readonly hook?: Interceptor } | undefined);
  return place?.hook ?? (response as Hooked)[HOOK];
}

/** Has the response lead to its interceptor, unless its request does. */
export function leadTo(hook: Interceptor, response: ServerResponse, carrier: object): void {
  if (response.req !== carrier) (response as Hooked)[HOOK] = hook;
}

/** Has the interceptor asked first, by methods that the response has itself. */
export function intercept(response: ServerResponse, isShared: boolean): void {
  onHeaders(response, beforeHead);
  response.on("pipe", pipe);
  if (!isShared) interceptBody(response);
}

/** The same for the body alone. */
export function interceptBody(response: ServerResponse): void {
  response.write = write as ServerResponse["write"];
  response.end = end as ServerResponse["end"];
}

/** Whether a response would still be written by way of the methods above. */
export const isIntercepted = (response: ServerResponse): boolean =>
  response.end === (end as unknown);

// The same functions for all responses: `this` is the response.
function beforeHead(this: ServerResponse): void {
  interceptorOf(this)?.beforeHead();
}

function write(this: ServerResponse, ...args: unknown[]): boolean {
  return (interceptorOf(this) as Interceptor).write(args);
}

function end(this: ServerResponse, ...args: unknown[]): ServerResponse {
  return (interceptorOf(this) as Interceptor).end(args);
}

function pipe(this: ServerResponse, source: Readable): void {
  interceptorOf(this)?.pipe(source);
}

/**
 * Whether a body can be written. Anything else throws while the head is still here, so the session
 * stays open for the page that answers instead; should it be written all the same, the head saves it.
 */
export const isBody = (chunk: unknown): boolean => typeof chunk === "string" || isUint8Array(chunk);

/** By each method that is shared, those that it stands in for. */
const originals = new WeakMap<object, BodyMethods>();

/** The methods behind those that the response inherits from its application; `undefined` where it inherits none. */
export function originalsOf(response: ServerResponse): BodyMethods | undefined {
  const found = originals.get(response.end);
  return found === originals.get(response.write) ? found : undefined;
}

/**
 * Gives methods that ask the interceptor to all responses that inherit from one. To add a property to
 * a response of Express costs far more than elsewhere: Express sets the prototype of each, and the
 * engine shares no hidden class after that.
 *
 * @param responses - what the responses inherit from: `app.response`
 */
export function shareMethods(responses: ServerResponse): void {
  if (originals.has(responses.end)) return;
  const original: BodyMethods = { write: responses.write, end: responses.end };
  const methods = {
    // One with methods of its own in between has called them already, if it is to be asked.
    write(this: ServerResponse, ...args: unknown[]): boolean {
      const hook = interceptorOf(this);
      return hook?.isShared ? hook.write(args) : original.write.apply(this, args as never);
    },
    end(this: ServerResponse, ...args: unknown[]): ServerResponse {
      const hook = interceptorOf(this);
      return hook?.isShared ? hook.end(args) : original.end.apply(this, args as never);
    },
  };
  originals.set(methods.write, original).set(methods.end, original);
  responses.write = methods.write as ServerResponse["write"];
  responses.end = methods.end;
}
