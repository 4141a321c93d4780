// The cookie's own session: it holds the id of the one in the store.
import { isPermanent, type Opened, openedWith, type Session, stateOf } from "../session/index.ts";
import { isId } from "./ids.ts";
import type { Came } from "./place.ts";
import type { StoreState } from "./store-state.ts";

const SID = "_sid";
const PERMANENT = "_permanent";

/** The id in a cookie. A session of before there was a store is in the cookie itself, and is kept. */
export function comesWith(ticket: Session): Came {
  const inCookie = stateOf(ticket);
  const { data } = inCookie.opened;
  const id = data !== undefined && Object.hasOwn(data, SID) ? data[SID] : undefined;
  const begin = (): Opened => {
    // Read again each time: what the application does to the data must not reach the cookie's own.
    if (data !== undefined) inCookie.reload();
    const { opened } = inCookie;
    return openedWith(opened.status, { ...opened.data });
  };
  return { ticket, begin, id: isId(id) ? id : undefined };
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
