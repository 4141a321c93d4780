import type { Markup, UUID } from "../json/index.ts";
import type { SessionData } from "./session-data.ts";
import type { AnyData, ReservedName, SessionMethods } from "./types.ts";

/** What a call of a writing method says at compile time: this type has no call signature. */
export type WriteRefused =
  "This session can only be read here. Write it where a response can still set its cookie.";

type Readable =
  | "get"
  | "has"
  | "permanent"
  | "new"
  | "modified"
  | "accessed"
  | "status"
  | "getFlashedMessages";
type Refused = Readonly<Record<Exclude<ReservedName, Readable>, WriteRefused>>;
type Whole = Date | Uint8Array | Markup | UUID;
type Inside<Value> = Value extends Whole
  ? Value
  : Value extends readonly unknown[] | AnyData
    ? { readonly [Key in keyof Value]: Inside<Value[Key]> }
    : Value;

/** What a session that can only be read has besides its data. */
export interface ReadonlySessionMethods<Data>
  extends Readonly<Pick<SessionMethods<Data>, Readable>>,
    Refused {
  /** The keys and their values. Python: `session.items()`. */
  [Symbol.iterator](): IterableIterator<[keyof Data & string, Data[keyof Data & string]]>;
}

/**
 * A session that can only be read: writing does not compile, and throws. Its flashed messages are
 * shown and stay.
 */
export type ReadonlySession<Data = SessionData> = [keyof Data] extends [never]
  ? AnyReadonlySession
  : ReadonlySessionMethods<Data> & Inside<Omit<Partial<Data>, ReservedName>>;

/** A session that can only be read, and that nobody has described. */
export interface AnyReadonlySession extends ReadonlySessionMethods<AnyData> {
  // biome-ignore lint/suspicious/noExplicitAny: as in AnySession
  readonly [key: string]: any;
}
