import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { lastPlace } from "../index.ts";

/** Stands between a response and the code that writes to it. */
export interface Interceptor {
  /** Whether `write` and `end` are those that the application shares among its responses. */
  readonly isShared: boolean;
  writeHead(args: unknown[]): ServerResponse;
  write(args: unknown[]): boolean;
  end(args: unknown[]): ServerResponse;
  flushHeaders(): void;
  pipe(source: Readable): void;
}

/** The methods that send a response, or a part of it. */
export type SendingMethods = Pick<ServerResponse, "writeHead" | "write" | "end" | "flushHeaders">;

/** The methods that write a body. */
type BodyMethods = Pick<ServerResponse, "write" | "end">;

const HOOK = Symbol("dewar response");
type Hooked = { [HOOK]?: Interceptor };

/** The interceptor of a response, if it has one. */
export function interceptorOf(response: ServerResponse): Interceptor | undefined {
  // For a WebSocket, Socket.IO passes a response without a request.
  const { req } = response as Partial<ServerResponse>;
  const place = req && (lastPlace(req) as { readonly hook?: Interceptor } | undefined);
  return place?.hook ?? (response as Hooked)[HOOK];
}

/** Links the response to its interceptor, unless the request links to it already. */
export function leadTo(hook: Interceptor, response: ServerResponse, carrier: object): void {
  if (response.req !== carrier) (response as Hooked)[HOOK] = hook;
}

/** Makes the response call the interceptor first, with methods of its own. */
export function intercept(response: ServerResponse, isShared: boolean): void {
  response.writeHead = writeHead as ServerResponse["writeHead"];
  response.on("pipe", pipe);
  if (!isShared) interceptBody(response);
}

/** The same, for the methods that write the body. */
export function interceptBody(response: ServerResponse): void {
  response.write = write as ServerResponse["write"];
  response.end = end as ServerResponse["end"];
}

/** The same, for the method that sends the head alone; returns the original. Only a response that may be held needs it. */
export function interceptFlush(response: ServerResponse): ServerResponse["flushHeaders"] {
  const original = response.flushHeaders;
  response.flushHeaders = flushHeaders;
  return original;
}

/** Whether the interceptor is the first that is called, so that nothing stands before it. */
export const isIntercepted = (response: ServerResponse): boolean =>
  (response.end === (end as unknown) || originals.has(response.end)) &&
  response.writeHead === (writeHead as unknown);

/** Gives a response its own methods back, where the interceptor is the first that is called. */
export function giveBack(
  response: ServerResponse,
  { writeHead, write, end: original }: Omit<SendingMethods, "flushHeaders">,
): void {
  // If another package has replaced them, its methods still call ours.
  if (response.end !== (end as unknown)) return;
  response.writeHead = writeHead;
  response.write = write;
  response.end = original;
}

// The same functions for all responses: `this` is the response.
function writeHead(this: ServerResponse, ...args: unknown[]): ServerResponse {
  return (interceptorOf(this) as Interceptor).writeHead(args);
}

function write(this: ServerResponse, ...args: unknown[]): boolean {
  return (interceptorOf(this) as Interceptor).write(args);
}

function end(this: ServerResponse, ...args: unknown[]): ServerResponse {
  return (interceptorOf(this) as Interceptor).end(args);
}

function flushHeaders(this: ServerResponse): void {
  interceptorOf(this)?.flushHeaders();
}

function pipe(this: ServerResponse, source: Readable): void {
  interceptorOf(this)?.pipe(source);
}

/** The original methods, for each shared method that replaces them. */
const originals = new WeakMap<object, BodyMethods>();

/** The original methods of a response that inherits shared ones from its application; otherwise `undefined`. */
export function originalsOf(response: ServerResponse): BodyMethods | undefined {
  const found = originals.get(response.end);
  return found === originals.get(response.write) ? found : undefined;
}

/**
 * Puts methods that call the interceptor on the prototype of an application's responses. On Express,
 * adding a property to each response is slow: Express sets the prototype of each response, and after
 * that the engine shares no hidden class.
 *
 * @param responses - the prototype of the responses: `app.response`
 */
export function shareMethods(responses: ServerResponse): void {
  if (originals.has(responses.end)) return;
  const original: BodyMethods = { write: responses.write, end: responses.end };
  const methods = {
    // A response with methods of its own has called the interceptor there already.
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
