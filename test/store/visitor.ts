import type { RequestInfo, Session } from "dewar";
import { MemoryStore, StoreSessionInterface } from "dewar/store";

const secretKey = "0123456789abcdef0123456789abcdef";

/** A visitor whose session is in a store, and who can open it as often as needed. */
export interface StoredVisitor {
  store: MemoryStore;
  sessions: StoreSessionInterface;
  open(info?: RequestInfo): Promise<Session>;
}

/** A store, and a visitor whose session is in it. */
export async function visitor(data: Record<string, unknown>): Promise<StoredVisitor> {
  const store = new MemoryStore();
  const sessions = new StoreSessionInterface({ secretKey, store });
  const first = await sessions.open(undefined);
  first.update(data);
  await first.save();
  const headers = new Headers();
  sessions.saveSession(first, headers);
  const cookie = headers.getSetCookie()[0]?.split(";")[0] as string;
  const open = (info?: RequestInfo): Promise<Session> => sessions.open(cookie, info);
  return { store, sessions, open };
}
