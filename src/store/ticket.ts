// The cookie's own session: it holds the id of the one in the store.
import { isPermanent, type Opened, openedEmpty, type Session, stateOf } from "../session/index.ts";
import { isId } from "./ids.ts";
import type { StoreState } from "./store-state.ts";

const SID = "_sid";
const PERMANENT = "_permanent";

/** The id in a cookie. A session of before there was a store is in the cookie itself, and is kept. */
export function comesWith(ticket: Session): { id: string | undefined; opened: Opened } {
  const { opened } = stateOf(ticket);
  const sid =
    opened.data !== undefined && Object.hasOwn(opened.data, SID) ? opened.data[SID] : undefined;
  if (isId(sid)) return { id: sid, opened };
  if (sid !== undefined) return { id: undefined, opened: openedEmpty("malformed") };
  return {
    id: undefined,
    opened: { ...openedEmpty(opened.status), data: opened.data && { ...opened.data } },
  };
}

/** Puts what the cookie has to say into its own session, which is signed and sent like any other. */
export function writeTicket(state: StoreState): void {
  const ticket = stateOf(state.ticket);
  if (state.cookie === "keep") return;
  if (state.cookie === "delete" || ticket.peek(SID) !== state.id) ticket.clear();
  if (state.cookie === "delete") return;
  ticket.set(SID, state.id);
  if (isPermanent(state)) ticket.set(PERMANENT, true);
  else ticket.delete(PERMANENT);
}
