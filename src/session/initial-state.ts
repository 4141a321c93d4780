import { own, TaggedJSONSerializer } from "../json/index.ts";
import { type Opened, openedWith } from "./opened.ts";
import { SessionState } from "./session-state.ts";
import type { AnyData, KeptRequestInfo, SessionStatus } from "./types.ts";

const serializer = new TaggedJSONSerializer();

/** What there is to know of a session besides its data. */
export interface InitialInfo extends KeptRequestInfo {
  /** Where the data came from. Default `"new"`; pass `"valid"` for data of an earlier visit. */
  status?: SessionStatus;
}

/** The data of a session that did not come from a cookie. */
export class InitialState extends SessionState {
  readonly #data: AnyData;
  readonly #status: SessionStatus;

  constructor(data: AnyData, given: InitialInfo) {
    super(serializer, own(given));
    const { status = "new", keepFlashes = false }: InitialInfo = this.info;
    this.#data = data;
    this.#status = status;
    if (keepFlashes) this.flashes.keep = true;
  }

  protected override createEmpty(): InitialState {
    const { replace, isCutOff } = this.info;
    return new InitialState({}, { replace, isCutOff });
  }

  protected open(): Opened {
    return openedWith(this.#status, { ...this.#data });
  }
}
