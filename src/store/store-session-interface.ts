import { SecureCookieSessionInterface } from "../cookie/index.ts";
import type { HeadersLike } from "../http/index.ts";
import { TaggedJSONSerializer } from "../json/index.ts";
import {
  NOTHING_TO_SAY,
  ownRequestInfo,
  type RequestInfo,
  type SessionCommit,
  SessionInterface,
  type SessionOptions,
} from "../policy/index.ts";
import { type Session, type SessionData, sessionOver, stateOf } from "../session/index.ts";
import { type ActiveSession, activeSessions } from "./active-sessions.ts";
import { claimMessages } from "./claim-messages.ts";
import { SessionEndedError } from "./errors.ts";
import { keyOfId } from "./ids.ts";
import type { Place } from "./place.ts";
import { type Save, Saving } from "./saving.ts";
import { type StoreSettings, storeSettings } from "./store-options.ts";
import { StoreState } from "./store-state.ts";
import { comesWith, writeTicket } from "./ticket.ts";
import { Transactions } from "./transact.ts";
import { Trips } from "./trips.ts";

// A persist may have to create a session, to end another one, and to look at the clock of the store.
const MOST_TRIPS = 4;

/**
 * Sessions in a store on a server. The cookie holds the id, signed, and says nothing else but whether
 * the session is permanent.
 *
 * @example
 * ```ts
 * import { generateSecretKey } from "dewar";
 * import { MemoryStore, StoreSessionInterface } from "dewar/store";
 *
 * const sessions = new StoreSessionInterface({
 *   secretKey: generateSecretKey(),
 *   store: new MemoryStore(),
 * });
 * const session = await sessions.open(undefined);
 * session.visits = 1;
 * await session.save();
 * ```
 */
export class StoreSessionInterface<Data = SessionData> extends SessionInterface<Data> {
  override readonly waitSeconds: number;
  readonly #settings: StoreSettings;
  readonly #cookies: SecureCookieSessionInterface;
  readonly #trips: Trips;
  readonly #saving: Saving;
  readonly #place: Place<StoreState>;
  readonly #ttlMs: number;
  readonly #extendMs: number | undefined;
  readonly #transactions: Transactions;

  /**
   * @param given - see {@link SessionOptions}; `store` is needed
   * @throws {@link SessionOptionsError} for options that cannot be right
   */
  constructor(given: SessionOptions) {
    super();
    const settings = storeSettings(given);
    const { cookie, store, limitMs } = settings;
    this.#settings = settings;
    this.#cookies = new SecureCookieSessionInterface(cookie);
    this.#trips = new Trips(store, limitMs);
    const ttlMs = this.#cookies.permanentSessionLifetimeSeconds * 1000;
    this.#ttlMs = ttlMs;
    this.#extendMs = cookie.refreshEachRequest === false ? undefined : ttlMs;
    this.#saving = new Saving(this.#trips, ttlMs, this.#extendMs !== undefined);
    this.waitSeconds = (limitMs / 1000) * MOST_TRIPS + 1;
    this.#place = {
      serializer: cookie.serializer ?? new TaggedJSONSerializer(),
      save: (state) => this.#saveNow(state),
      read: (state) => this.#read(state, undefined),
    };
    this.#transactions = new Transactions(this.#trips, this.#place, ttlMs);
  }

  openSession(cookieHeader: string | null | undefined, given?: RequestInfo): Session<Data> {
    const info = ownRequestInfo(given);
    const { secure, request } = info;
    // What happens to the session is not the ticket's business: it is written when the response leaves.
    const ticket = this.#cookies.openSession(cookieHeader, { secure, request } as RequestInfo);
    if (this.#cookies.isNullSession(ticket)) return ticket as unknown as Session<Data>;
    const state = new StoreState(this.#place, info, comesWith(ticket));
    const session = sessionOver<Data>(state);
    if (info.keepFlashes) state.flashes.keep = true;
    return session;
  }

  override load(session: Session<Data>, signal: AbortSignal): Promise<void> | undefined {
    const state = stateOf(session);
    if (!(state instanceof StoreState) || state.isLoaded || this.#settings.isManual)
      return undefined;
    return this.#read(state, signal);
  }

  async #read(state: StoreState, signal: AbortSignal | undefined): Promise<void> {
    const { id, info } = state;
    if (id === undefined) return;
    try {
      const read = await this.#trips.read(keyOfId(id), this.#extendMs, signal);
      const reason = state.receive(read, stateOf(state.ticket).opened.status);
      if (reason !== undefined && read !== "replaced")
        this.#settings.cookie.onReject?.(reason, { request: info.request as never });
    } catch (error) {
      if (!this.#settings.emptyIfUnavailable) throw error;
      state.markUnavailable();
      this.reportError(error, info.request);
    }
  }

  override persist(session: Session<Data>, signal: AbortSignal): Promise<void> | undefined {
    const state = stateOf(session);
    if (!(state instanceof StoreState) || !state.isLoaded) return undefined;
    return this.#save(state, signal);
  }

  async #saveNow(state: StoreState): Promise<void> {
    await this.#save(state, undefined);
  }

  #save(state: StoreState, signal: AbortSignal | undefined): Promise<void> | undefined {
    if (state.isDropped) {
      this.#drop(state);
      return undefined;
    }
    const save = this.#saving.of(state, signal);
    return save && this.#finish(state, save);
  }

  async #finish(state: StoreState, { what, done }: Save): Promise<void> {
    try {
      await done;
    } catch (error) {
      const mayBeLost = what === "change" && this.#settings.reportIfUnavailable;
      if (what !== "extension" && !mayBeLost) throw error;
      this.reportError(error, state.info.request);
      if (mayBeLost) state.drop();
      return;
    }
    if (state.isDropped) this.#drop(state);
  }

  /** Another request has ended the session: what this one has changed is lost, and not without a word. */
  #drop(state: StoreState): void {
    if (state.modified) this.reportError(new SessionEndedError(), state.info.request);
    state.drop();
  }

  commit(session: Session<Data>, headers: HeadersLike): SessionCommit {
    const state = stateOf(session);
    if (!(state instanceof StoreState)) return this.#cookies.commit(session as never, headers);
    const { ticket, accessed } = state;
    const nothing = accessed ? VARY : NOTHING_TO_SAY;
    if (state.isDropped || !state.isLoaded || (state.isDead && state.cookie === "keep"))
      return nothing;
    if (state.modified && state.closed === undefined)
      throw new TypeError(
        "commit expected a session that is saved, got one with changes. Call await session.save() before.",
      );
    writeTicket(state);
    if (accessed) stateOf(ticket).accessed = true;
    return this.#cookies.commit(ticket, headers);
  }

  /**
   * Opens the session of a Cookie header and waits until it is loaded: for WebSockets and jobs, where
   * no adapter does so. Save what you change with `await session.save()`.
   *
   * @param cookieHeader - the Cookie header, if there is one
   * @param info - what else there is to know of the request
   */
  async open(cookieHeader: string | null | undefined, info?: RequestInfo): Promise<Session<Data>> {
    const session = this.openSession(cookieHeader, info);
    const state = stateOf(session);
    if (state instanceof StoreState && !state.isLoaded) await this.#read(state, undefined);
    return session;
  }

  /**
   * Changes a session so that no change of another request gets lost, where a value depends on the one
   * before: a counter, a list. The function gets the session as it is in the store at that moment. It
   * runs again, up to ten times, if another request has changed what it used.
   *
   * @param session - the session of the request
   * @param change - returns at once
   * @returns what `change` returns, after it is saved
   * @throws {@link SessionEndedError} if another request has ended the session
   * @throws {@link SessionConflictError} after ten attempts
   */
  async transact<Result>(
    session: Session<Data>,
    change: (session: Session<Data>) => Result,
  ): Promise<Result> {
    const state = stateOf(session);
    if (state instanceof StoreState && state.id !== undefined)
      return this.#transactions.run(state, state.id, change);
    const result = change(session);
    await session.save();
    return result;
  }

  /**
   * Takes the flashed messages, each for this request alone, even if another page is loaded at the same
   * moment. `session.getFlashedMessages()` takes no trip, and then both pages may show a message.
   *
   * @param session - the session of the request
   */
  async takeFlashedMessages(
    session: Session<Data>,
  ): Promise<[category: string, message: unknown][]> {
    const state = stateOf(session);
    const messages =
      state instanceof StoreState
        ? await claimMessages(this.#trips, state, this.#ttlMs, this.#place.serializer)
        : [];
    return messages.map(([category, message]) => [category, message]);
  }

  /**
   * The sessions of a user: those that have the user's id under `_user_id`.
   *
   * @param owner - the user's id
   * @param current - the session of the request, so that it can be told from the others
   * @throws TypeError if the store cannot list sessions
   */
  async activeSessions(owner: string, current?: Session<Data>): Promise<readonly ActiveSession[]> {
    return activeSessions(this.#trips, this.#place.serializer, owner, current);
  }

  override isSame(session: object, request?: unknown): boolean {
    const state = stateOf(session);
    if (state.openedBy === this) return true;
    return state instanceof StoreState && this.#cookies.isSame(state.ticket, request);
  }

  override reportError(error: unknown, request?: unknown): void {
    this.#cookies.reportError(error, request);
  }
}

const VARY: SessionCommit = { cookies: [], vary: true };
