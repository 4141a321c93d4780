import { memberText } from "../cookie/index.ts";
import type { TextSerializer } from "../itsdangerous/index.ts";
import { FLASHES, type Flashed } from "../session/index.ts";
import { messagesIn } from "./fields.ts";
import { keyOfId } from "./ids.ts";
import type { StoreState } from "./store-state.ts";
import type { Trips } from "./trips.ts";

/**
 * Takes the messages of a session out of the store, each for this request alone.
 *
 * @returns the texts of those that another request has taken
 */
export async function claimMessages(
  trips: Trips,
  state: StoreState,
  ttlMs: number,
): Promise<string[]> {
  const { id } = state;
  const lost: string[] = [];
  let wanted = id === undefined ? [] : messagesIn(state.fields);
  while (id !== undefined && wanted.length > 0) {
    const change = {
      set: new Map<string, string>(),
      remove: wanted.map(([name]) => name),
      expect: new Map(wanted),
    };
    const options = { ttlMs, token: state.token };
    const answer = await trips.change(keyOfId(id), change, options, state.readTime);
    if (answer === "saved" || answer === "ended") return lost;
    const taken = typeof answer === "object" ? [answer.conflict] : wanted.map(([name]) => name);
    lost.push(...wanted.filter(([name]) => taken.includes(name)).map(([, text]) => text));
    wanted = wanted.filter(([name]) => !taken.includes(name));
  }
  return lost;
}

/** Messages without those that another request has taken. */
export function without(
  messages: readonly Flashed[],
  lost: readonly string[],
  serializer: TextSerializer,
): Flashed[] {
  const left = [...lost];
  return messages.filter((message) => {
    const at = left.indexOf(memberText(serializer, FLASHES, message));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
