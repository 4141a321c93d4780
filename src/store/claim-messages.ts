import type { TextSerializer } from "../itsdangerous/index.ts";
import type { Flashed } from "../session/index.ts";
import { SessionEndedError, SessionStoreError } from "./errors.ts";
import { messageText } from "./fields.ts";
import { keyOfId } from "./ids.ts";
import type { StoreState } from "./store-state.ts";
import type { Trips } from "./trips.ts";

/**
 * Takes the messages of a session, each for this request alone.
 *
 * @throws SessionStoreError if the store does not say whose they are
 */
export async function claimMessages(
  trips: Trips,
  state: StoreState,
  ttlMs: number,
  serializer: TextSerializer,
): Promise<Flashed[]> {
  state.beforeWrite();
  state.accessed = true;
  await state.saving;
  const waiting = [...state.messages] as [Flashed, string][];
  // No person sees the response: the messages are for the next one.
  if (state.flashes.keep) return state.flashes.waiting();
  const names = new Set(waiting.map(([, name]) => name));
  const claimed = await claim(trips, state, ttlMs, serializer, waiting);
  state.forgetMessages(names);
  return [...claimed, ...state.flashes.take()];
}

async function claim(
  trips: Trips,
  state: StoreState,
  ttlMs: number,
  serializer: TextSerializer,
  waiting: readonly [Flashed, string][],
): Promise<Flashed[]> {
  const { id } = state;
  let wanted = waiting;
  while (id !== undefined && wanted.length > 0) {
    const change = {
      set: new Map<string, string>(),
      remove: wanted.map(([, name]) => name),
      expect: new Map(wanted.map(([message, name]) => [name, messageText(serializer, message)])),
    };
    const options = { ttlMs, token: state.token };
    const answer = await trips.change(keyOfId(id), change, options, state.readTime);
    if (answer === "saved") return wanted.map(([message]) => message);
    if (answer === "late") throw new SessionStoreError(trips.store.name, "change", "took too long");
    if (typeof answer === "string") {
      state.drop();
      throw new SessionEndedError();
    }
    const taken = answer.conflict;
    wanted = wanted.filter(([, name]) => name !== taken);
  }
  return [];
}
