import type { TextSerializer } from "../itsdangerous/index.ts";
import type { Opened, Session } from "../session/index.ts";

/** What a state needs of the interface that opened it. */
export interface Place<State> {
  readonly serializer: TextSerializer;
  save(state: State): Promise<void>;
  read(state: State): Promise<void>;
}

/** How a session came into this request. */
export interface Came {
  /** The cookie's own session, which holds the id. */
  readonly ticket: Session;
  /** What to begin with, unless the store has to be asked. */
  readonly begin: () => Opened;
  /** The id in the cookie. */
  readonly id: string | undefined;
}
