import type { TextSerializer } from "../itsdangerous/index.ts";
import { stateOf } from "../session/index.ts";
import { dataOf } from "./fields.ts";
import { keyOfId } from "./ids.ts";
import { StoreState } from "./store-state.ts";
import type { Trips } from "./trips.ts";

/** One of the sessions of a user. */
export interface ActiveSession {
  /** What it holds. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Whether it is the session of this request. */
  readonly isCurrent: boolean;
  /** Ends it: its visitor is logged out. */
  end(): Promise<void>;
}

/** The sessions that the store has of a user. */
export async function activeSessions(
  trips: Trips,
  serializer: TextSerializer,
  owner: string,
  current: object | undefined,
): Promise<ActiveSession[]> {
  const state = current && stateOf(current);
  const id = state instanceof StoreState ? state.id : undefined;
  const currentKey = id === undefined ? undefined : keyOfId(id);
  return (await trips.list(owner)).map(({ key, fields }) => ({
    data: dataOf(fields, serializer).data,
    isCurrent: key === currentKey,
    end: () => trips.end(key, {}),
  }));
}
