import type { Flashed } from "../../session/index.ts";

/** Flashed messages with their categories. */
export type Messages = readonly Flashed[];

/** The request header that tells a page which messages its proxy has for it. */
export const HANDED = "x-dewar-messages";

interface Handed {
  property: string;
  messages: Messages;
  /** In milliseconds since 1970. */
  until: number;
}

const KEPT_MILLISECONDS = 30_000;

// Next bundles the proxy and the pages apart. In one process they have the global object in common.
const PLACE = Symbol.for("dewar.next-messages");
const shared = globalThis as { [PLACE]?: Map<string, Handed> };
shared[PLACE] ??= new Map();
const kept = shared[PLACE];

/**
 * Keeps the messages that a proxy took until the page of the same request asks for them. For sessions in
 * a store, where the page no longer finds them.
 *
 * @returns what the page has to know; no visitor can guess it
 */
export function handOver(messages: Messages, property: string): string {
  const now = Date.now();
  for (const [id, { until }] of kept) if (until < now) kept.delete(id);
  const id = crypto.randomUUID();
  kept.set(id, { property, messages, until: now + KEPT_MILLISECONDS });
  return id;
}

/** The messages for a page, by the value of its header {@link HANDED}. */
export const handedOver = (ids: string | null, property: string): Messages | undefined =>
  ids
    ?.split(",")
    .map((id) => kept.get(id))
    .find((each) => each?.property === property)?.messages;
