import type { OutgoingHttpHeader, ServerResponse } from "node:http";
import { isUint8Array } from "node:util/types";

type Entry = readonly [name: string, value: OutgoingHttpHeader];

/**
 * Whether Node can write this body. Any other value makes Node throw before the head is sent. So the
 * session stays open, for the error page. If Node does write it, the session is saved with the head.
 */
export const isBody = (chunk: unknown): boolean => typeof chunk === "string" || isUint8Array(chunk);

/** The callback among the arguments of `write` or `end`. */
export const callbackIn = (args: readonly unknown[]): (() => void) | undefined =>
  args.find((each) => typeof each === "function") as (() => void) | undefined;

/** Calls back as soon as a response was sent. */
export function callWhenFinished(response: ServerResponse, callback?: () => void): void {
  if (callback === undefined) return;
  if (response.writableFinished) process.nextTick(callback);
  else response.once("finish", callback);
}

/** Whether Node can send this status. For any other it throws, before anything is sent. */
export function isStatus(status: unknown): status is number {
  // Engine.IO calls `writeHead()` of an object that stands in for the response to a WebSocket.
  if (status === undefined) return true;
  const whole = Number(status) | 0;
  return whole >= 100 && whole <= 999;
}

/**
 * Sets what `writeHead` was called with on the response, so that the session's headers are added to
 * it. Node would let these headers replace those of the same name.
 *
 * @param args - the arguments of `writeHead`: a status, a reason, headers
 * @returns the arguments that are left to pass on
 */
export function setHead(response: ServerResponse, args: unknown[]): [number, string?] {
  const [status, second] = args as [number, unknown];
  const reason = typeof second === "string" ? second : undefined;
  const headers = reason === undefined ? (args[2] ?? second) : args[2];
  response.statusCode = status;
  if (Array.isArray(headers)) setFromList(response, headers);
  else if (headers) setFromRecord(response, headers as Record<string, OutgoingHttpHeader>);
  return reason === undefined ? [status] : [status, reason];
}

function setFromRecord(
  response: ServerResponse,
  headers: Record<string, OutgoingHttpHeader>,
): void {
  for (const name of Object.keys(headers))
    if (name !== "") response.setHeader(name, headers[name] as OutgoingHttpHeader);
}

/** Names and values in turns, or pairs of them. */
function setFromList(response: ServerResponse, headers: readonly unknown[]): void {
  if (Array.isArray(headers[0])) {
    for (const [name, value] of headers as Entry[]) if (name) response.setHeader(name, value);
    return;
  }
  if (headers.length % 2 !== 0)
    throw new TypeError(
      "writeHead expected a list of names and values, got a name without a value.",
    );
  // A name that is there more than once has more than one line.
  for (let index = 0; index < headers.length; index += 2)
    response.removeHeader(headers[index] as string);
  for (let index = 0; index < headers.length; index += 2)
    if (headers[index])
      response.appendHeader(headers[index] as string, headers[index + 1] as string);
}
