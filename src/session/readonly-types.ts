import type { Markup, UUID } from "../json/index.ts";
import type { SessionData } from "./session-data.ts";
import type { AnyData, DataOf, ReservedName, SessionMethods } from "./types.ts";

/** The message of the compiler for a call of a writing method: no argument has this type. */
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
type Refused = Readonly<
  Record<
    Exclude<ReservedName, Readable>,
    (this: WriteRefused, ...values: unknown[]) => WriteRefused
  >
>;
type Whole = Date | Uint8Array | Markup | UUID;
type Inside<Value> = Value extends Whole
  ? Value
  : Value extends readonly unknown[] | AnyData
    ? { readonly [Key in keyof Value]: Inside<Value[Key]> }
    : Value;

/** The members of a read-only session besides its data. */
export interface ReadonlySessionMethods<Data>
  extends Readonly<Pick<SessionMethods<Data>, Readable>>,
    Refused {
  /** The keys and their values. Python: `session.items()`. */
  [Symbol.iterator](): IterableIterator<[keyof Data & string, Data[keyof Data & string]]>;
}

/** The data as properties. The condition is inside the session's type, so that editors show the type's name. */
type Properties<Data> = [keyof Data] extends [never]
  ? // biome-ignore lint/suspicious/noExplicitAny: as in AnySession
    { readonly [key: string]: any }
  : Inside<Omit<Partial<Data>, ReservedName>>;

/**
 * A session that can only be read: writing does not compile, and throws. Flashed messages can be
 * shown and are not consumed.
 */
export type ReadonlySession<Data = SessionData> = ReadonlySessionMethods<DataOf<Data>> &
  Properties<Data>;
