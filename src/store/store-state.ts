import { textsOf } from "../cookie/index.ts";
import { TaggedJSONSerializer } from "../json/index.ts";
import type { RequestInfo } from "../policy/index.ts";
import {
  FLASHES,
  type Opened,
  openedEmpty,
  openedWith,
  type Session,
  SessionState,
  type SessionStatus,
  stateOf,
} from "../session/index.ts";
import type { Fields, Missing } from "./contract.ts";
import { SessionNotLoadedError } from "./errors.ts";
import {
  addKey,
  dataOf,
  type FieldChanges,
  fieldOfKey,
  type MessageFields,
  messageText,
} from "./fields.ts";
import { FieldsOfMessages } from "./message-fields.ts";
import type { Came, Place } from "./place.ts";
import type { ReadSession, ReadTime } from "./trips.ts";

const NOTHING: Fields = new Map();
const NO_MESSAGES: MessageFields = new Map();

/** The data of a session in a store. */
export class StoreState extends SessionState {
  declare readonly info: RequestInfo;
  readonly ticket: Session;
  readonly #place: Place<StoreState>;
  #begin: () => Opened;
  #isLoaded: boolean;
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
  /** The cookie holds the id of a session that the store does not have. */
  isDead = false;
  /** What the cookie has to say: `"write"`: that the session was saved; `"delete"`: that it is over. */
  cookie: "keep" | "write" | "delete" = "keep";
  /** The save that is under way. It never fails: who began it hears of it. */
  saving: Promise<void> | undefined = undefined;
  #fields: Fields = NOTHING;
  /** The messages that the store has. */
  #messages: MessageFields = NO_MESSAGES;
  readonly #fieldsOfMessages = new FieldsOfMessages();

  constructor(place: Place<StoreState>, info: RequestInfo, { ticket, begin, id }: Came) {
    super(place.serializer, info);
    this.#place = place;
    this.ticket = ticket;
    this.id = id;
    this.#begin = begin;
    this.#isLoaded = id === undefined;
  }

  protected open(): Opened {
    if (!this.isLoaded) throw new SessionNotLoadedError();
    return this.#begin();
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  override beforeWrite(): void {
    super.beforeWrite();
    if (!this.isLoaded) throw new SessionNotLoadedError();
  }

  /** Takes what the store has. @returns why there is no session, if there is none */
  receive(read: ReadSession | Missing, status: SessionStatus): "expired" | "malformed" | undefined {
    if (this.closed === "unavailable") return undefined;
    this.isDropped = read === "replaced";
    if (typeof read === "string") return this.#receiveNothing("expired");
    let came: ReturnType<typeof dataOf>;
    try {
      came = dataOf(read.fields, this.#place.serializer);
    } catch {
      // Somebody has written into the store what no session holds.
      this.replaces = this.id;
      return this.#receiveNothing("malformed");
    }
    this.readTime = read;
    this.token = read.token;
    this.leftMs = read.leftMs;
    this.#startWith(() => openedWith(status, came.data), read.fields, came.messages);
    return undefined;
  }

  #receiveNothing<Reason extends SessionStatus>(reason: Reason): Reason {
    this.id = undefined;
    this.isDead = true;
    this.#startWith(() => openedEmpty(reason), NOTHING, NO_MESSAGES);
    return reason;
  }

  #startWith(begin: () => Opened, fields: Fields, messages: MessageFields): void {
    this.#begin = begin;
    this.#isLoaded = true;
    this.#fields = fields;
    this.#messages = messages;
    this.#fieldsOfMessages.add(messages);
    this.reload();
  }

  /** Whether the visitor came with a cookie, whatever is in it. */
  get hasCookie(): boolean {
    return stateOf(this.ticket).opened.status !== "new";
  }

  /** The fields as they were when the session was read. */
  get fields(): Fields {
    return this.#fields;
  }

  /** The messages that the store has, with their fields. */
  get messages(): MessageFields {
    return this.#messages;
  }

  /** Whether everything that was there before is gone. */
  get isCleared(): boolean {
    return this.id !== undefined && this.values !== this.opened.data;
  }

  /** What has changed since it was read or saved. @throws JSONEncodeError for a value that cannot be stored */
  get fieldChanges(): FieldChanges {
    const changes = this.#withMessages(this.#messages);
    const { set, deleted } = this.changes;
    const { serializer } = this.#place;
    for (const [key, value] of set) if (key !== FLASHES) addKey(changes, key, value, serializer);
    for (const key of deleted) if (key !== FLASHES) addKey(changes, key, undefined, serializer);
    return changes;
  }

  /** All that it holds. @throws JSONEncodeError for a value that cannot be stored */
  get allFields(): FieldChanges {
    const changes = this.#withMessages(NO_MESSAGES);
    const kept = this.#textsOfCookie();
    for (const [key, value] of Object.entries(this.values)) {
      if (key === FLASHES) continue;
      const same = this.isChanged(key) ? undefined : kept.get(key);
      if (same === undefined) addKey(changes, key, value, this.#place.serializer);
      else changes.set.set(fieldOfKey(key), same);
    }
    return changes;
  }

  /** The changes of the messages alone. */
  #withMessages(there: MessageFields): FieldChanges {
    const messages = this.#fieldsOfMessages.of(this.peek(FLASHES));
    const set = new Map<string, string>();
    const names = new Set(messages.values());
    const known = new Set(there.values());
    for (const [message, name] of messages)
      if (!known.has(name)) set.set(name, messageText(this.#place.serializer, message));
    return { set, remove: [...known].filter((name) => !names.has(name)), messages };
  }

  /** Texts of a session that was in the cookie itself stay as they are. */
  #textsOfCookie(): ReadonlyMap<string, string> {
    const { serializer } = this.#place;
    const isOfCookie = this.id === undefined && this.values === this.opened.data;
    if (!isOfCookie || !(serializer instanceof TaggedJSONSerializer)) return NOTHING;
    return textsOf(serializer, stateOf(this.ticket).opened.text);
  }

  /** Takes messages out that are not in the store any more. It does not count as a change. */
  forgetMessages(names: ReadonlySet<string>): void {
    const isThere = (message: unknown): boolean => !names.has(this.#messages.get(message) ?? "");
    const list = this.peek(FLASHES);
    if (Array.isArray(list)) {
      this.unwatch(FLASHES);
      const left = list.filter(isThere);
      if (left.length > 0) this.values[FLASHES] = left;
      else delete this.values[FLASHES];
    }
    this.#messages = new Map([...this.#messages].filter(([message]) => isThere(message)));
  }

  /** What was written is dropped. */
  drop(): void {
    this.isDropped = true;
    this.settle();
  }

  /** What was done so far is on its way to the store. @returns a function for when it did not arrive */
  send(): () => void {
    return this.settle();
  }

  /** The store has these changes by now. */
  saved({ set, remove, messages }: FieldChanges): void {
    const fields = new Map(this.#fields);
    for (const name of remove) fields.delete(name);
    for (const [name, text] of set) fields.set(name, text);
    this.#fields = fields;
    this.#messages = messages;
  }

  /** It is in the store under a new id. */
  created(id: string, { set, messages }: FieldChanges): void {
    this.id = id;
    this.isDead = false;
    this.replaces = this.readTime = this.token = undefined;
    this.#fields = set;
    this.#messages = messages;
  }

  /** It is not in the store any more. */
  ended(): void {
    this.id = this.replaces = undefined;
    this.#fields = NOTHING;
    this.#messages = NO_MESSAGES;
    this.#begin = () => openedEmpty("new");
  }

  override saveNow(): Promise<void> {
    return this.#place.save(this);
  }

  override async readAgain(): Promise<void> {
    await this.saving;
    if (this.id === undefined) this.reload();
    else await this.#place.read(this);
  }

  protected override createEmpty(): StoreState {
    const { ticket } = this;
    const begin = (): Opened => openedEmpty("new");
    const next = new StoreState(this.#place, this.info, { ticket, begin, id: undefined });
    next.replaces = this.id ?? this.replaces;
    next.isDropped = this.isDropped;
    return next;
  }
}
