import { encodeBase64url, randomBytes } from "#platform";
import type { MessageFields } from "./fields.ts";

const MESSAGE = "!";
const TIME_DIGITS = 12;
const RANDOM_BYTES = 6;

/**
 * The fields of the messages of one session. A message keeps its field, so that to send it twice leaves
 * it once, and to show it removes no other message of the same text.
 */
export class FieldsOfMessages {
  readonly #names = new WeakMap<object, string>();

  /** Takes the names of the messages that came from the store. */
  add(messages: MessageFields): void {
    for (const [message, name] of messages) this.#names.set(message as object, name);
  }

  /** The messages in the value under Flask's key, with their fields. What is no message is left out. */
  of(flashes: unknown): MessageFields {
    const named = new Map<unknown, string>();
    if (!Array.isArray(flashes)) return named;
    for (const message of flashes as unknown[])
      if (Array.isArray(message) && message.length === 2) named.set(message, this.#nameOf(message));
    return named;
  }

  #nameOf(message: object): string {
    const name = this.#names.get(message) ?? newName();
    this.#names.set(message, name);
    return name;
  }
}

let last = 0;

/** A name that sorts after those of earlier messages of this process, and that no other message has. */
function newName(): string {
  last = Math.max(last + 1, Date.now() * 1000);
  const time = last.toString(36).padStart(TIME_DIGITS, "0");
  return `${MESSAGE}${time}.${encodeBase64url(randomBytes(RANDOM_BYTES))}`;
}
