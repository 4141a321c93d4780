import type { TextSerializer } from "../itsdangerous/index.ts";
import type { RequestInfo } from "../policy/index.ts";
import { FLASHES, type Opened, openedEmpty, type Session, SessionState } from "../session/index.ts";
import type { Fields, Missing } from "./contract.ts";
import { SessionNotLoadedError } from "./errors.ts";
import { dataOf, type FieldChanges, fieldChanges } from "./fields.ts";
import type { ReadSession, ReadTime } from "./trips.ts";

const NOTHING: Fields = new Map();

/** What a state needs of the interface that opened it. */
export interface Place {
  readonly serializer: TextSerializer;
  save(state: StoreState): Promise<void>;
  read(state: StoreState): Promise<void>;
}

/** How a session came into this request. */
export interface Came {
  /** The cookie's own session, which holds the id. */
  readonly ticket: Session;
  /** What to begin with, unless the store has to be asked. */
  readonly opened: Opened;
  /** The id in the cookie. */
  readonly id: string | undefined;
}

/** The data of a session in a store. */
export class StoreState extends SessionState {
  declare readonly info: RequestInfo;
  readonly ticket: Session;
  readonly #place: Place;
  #begun: Opened | undefined;
  /** The id of the session in the store, if it is there. */
  id: string | undefined;
  /** Another session that this one takes the place of. */
  replaces: string | undefined = undefined;
  /** When it was read last. */
  readTime: ReadTime | undefined = undefined;
  token: unknown = undefined;
  /** How long the store keeps it, in milliseconds, if the read did not extend that. */
  leftMs: number | undefined = undefined;
  /** Another request ended it: what is written goes nowhere, and no cookie is set. */
  isDropped = false;
  /** What the cookie has to say: `"write"`: that the session was saved; `"delete"`: that it is over. */
  cookie: "keep" | "write" | "delete" = "keep";
  /** The save that is under way. It never fails: who began it hears of it. */
  saving: Promise<void> | undefined = undefined;
  #fields: Fields = NOTHING;

  constructor(place: Place, info: RequestInfo, { ticket, opened, id }: Came) {
    super(place.serializer, info);
    this.#place = place;
    this.ticket = ticket;
    this.id = id;
    this.#begun = id === undefined ? opened : undefined;
  }

  protected open(): Opened {
    if (this.#begun === undefined) throw new SessionNotLoadedError();
    return this.#begun;
  }

  get isLoaded(): boolean {
    return this.#begun !== undefined;
  }

  /** Takes what the store has. */
  receive(read: ReadSession | Missing, status: Opened["status"]): void {
    if (typeof read === "string") {
      this.id = undefined;
      this.isDropped = read === "replaced";
      this.#begin(openedEmpty("expired"), NOTHING);
      return;
    }
    this.readTime = read;
    this.token = read.token;
    this.leftMs = read.leftMs;
    const data = dataOf(read.fields, this.#place.serializer);
    this.#begin({ ...openedEmpty(status), data }, read.fields);
  }

  #begin(opened: Opened, fields: Fields): void {
    this.#begun = opened;
    this.#fields = fields;
    this.load(() => opened);
  }

  /** The fields as they were when the session was read. */
  get fields(): Fields {
    return this.#fields;
  }

  /** Whether everything that was there before is gone. */
  get isCleared(): boolean {
    return this.id !== undefined && this.changes.cleared;
  }

  /** What has changed since it was read. */
  get fieldChanges(): FieldChanges {
    return fieldChanges(this.changes, this.#fields, this.peek(FLASHES), this.#place.serializer);
  }

  /** All that it holds. */
  get allFields(): Map<string, string> {
    const set = new Map(Object.entries(this.values));
    const changes = { ...this.changes, cleared: true, set, deleted: [] };
    return fieldChanges(changes, NOTHING, this.peek(FLASHES), this.#place.serializer).set;
  }

  /** What was written is dropped. */
  drop(): void {
    this.isDropped = true;
    this.settle();
  }

  /** The store has these changes by now. */
  saved({ set, remove }: FieldChanges): void {
    const fields = new Map(this.#fields);
    for (const name of remove) fields.delete(name);
    for (const [name, text] of set) fields.set(name, text);
    this.#fields = fields;
    this.settle();
  }

  /** It is in the store under a new id. */
  created(id: string, fields: Fields): void {
    this.id = id;
    this.replaces = undefined;
    this.token = undefined;
    this.readTime = undefined;
    this.#fields = fields;
    this.settle();
  }

  /** It is not in the store any more. */
  ended(): void {
    this.id = this.replaces = undefined;
    this.#fields = NOTHING;
    this.settle();
  }

  override saveNow(): Promise<void> {
    return this.#place.save(this);
  }

  override readAgain(): Promise<void> {
    return this.#place.read(this);
  }

  protected override createEmpty(): StoreState {
    const { ticket } = this;
    const next = new StoreState(this.#place, this.info, {
      ticket,
      opened: openedEmpty("new"),
      id: undefined,
    });
    next.replaces = this.id ?? this.replaces;
    next.isDropped = this.isDropped;
    return next;
  }
}
