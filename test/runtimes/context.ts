// Flask's globals, where the runtime has AsyncLocalStorage: visitors at once, each with their own.
import { Session, SessionError } from "dewar";
import {
  copyCurrentRequestContext,
  session as current,
  flash,
  getFlashedMessages,
  hasRequestContext,
  OutsideOfRequestContextError,
  requestContext,
} from "dewar/context";
import { session } from "dewar/fetch";
import { same, throws } from "./check.ts";
import { clock, secretKey } from "./walk.ts";

const VISITORS = 200;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Written by a module that knows nothing of requests. */
async function greet(): Promise<void> {
  await soon();
  flash(`Hello ${current.username}`);
}

/** A body that is still being written when the handler has returned. */
function body(): ReadableStream<Uint8Array<ArrayBuffer>> {
  let pulls = 0;
  return new ReadableStream({
    pull: copyCurrentRequestContext(async (controller: ReadableStreamDefaultController) => {
      await soon();
      if (pulls++ === 3) controller.close();
      else controller.enqueue(encode(`${current.username};`));
    }),
  });
}

const visit = session({ secretKey, clock })(async (request) => {
  current.username = new URL(request.url).searchParams.get("name") ?? "";
  await greet();
  const timed = await new Promise((resolve) => setTimeout(() => resolve(current.username), 5));
  const shown = getFlashedMessages();
  return new Response(body(), { headers: { timed: `${timed}`, shown: shown.join() } });
});

export async function walkContext(): Promise<void> {
  same("outside", hasRequestContext(), false);
  throws("session outside", () => current.username, OutsideOfRequestContextError);
  throws("flash outside", () => flash("x"), SessionError);

  const names = Array.from({ length: VISITORS }, (_, index) => `visitor-${index}`);
  const answers = names.map(async (name) => {
    const response = await visit(new Request(`https://example.com/?name=${name}`));
    const { headers } = response;
    return [headers.get("timed"), headers.get("shown"), await response.text()];
  });
  for (const [index, answer] of (await Promise.all(answers)).entries()) {
    const name = names[index] ?? "";
    same(name, answer, [name, `Hello ${name}`, `${name};${name};${name};`]);
  }

  const own = new Session({ username: "alice" });
  same(
    "requestContext",
    requestContext(own, () => current.username),
    "alice",
  );
  same("outside again", hasRequestContext(), false);
}
