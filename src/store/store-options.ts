import { own } from "../json/index.ts";
import { type SessionOptions, toSeconds } from "../policy/index.ts";
import { SessionOptionsError } from "../session/index.ts";
import type { StoreMethods } from "./contract.ts";

const TRIP_SECONDS = 2;

/** The options of sessions in a store, checked, and those of its cookie. */
export interface StoreSettings {
  readonly store: StoreMethods;
  readonly limitMs: number;
  readonly isManual: boolean;
  /** Whether a session that cannot be read is empty, rather than an error. */
  readonly emptyIfUnavailable: boolean;
  /** Whether changes that cannot be saved are lost with a report, rather than an error. */
  readonly reportIfUnavailable: boolean;
  readonly cookie: SessionOptions;
}

/** @throws {@link SessionOptionsError} */
export function storeSettings(given: SessionOptions): StoreSettings {
  const { store, storeTimeout, whenUnavailable, load, ...cookie } = own(given);
  if (!isStore(store))
    throw new SessionOptionsError(
      "store expected a session store, such as new MemoryStore() of dewar/store, got something else. " +
        "Wrap a store of express-session with connectStore(store).",
    );
  if (load !== undefined && load !== "manual")
    throw new SessionOptionsError('load expected "manual", or nothing, got something else.');
  const limit = storeTimeout === undefined ? TRIP_SECONDS : toSeconds(storeTimeout, "storeTimeout");
  const when = listOf(whenUnavailable);
  return {
    store,
    limitMs: limit * 1000,
    isManual: load === "manual",
    emptyIfUnavailable: when.includes("empty"),
    reportIfUnavailable: when.includes("log"),
    cookie,
  };
}

function listOf(when: SessionOptions["whenUnavailable"]): readonly unknown[] {
  const list: readonly unknown[] = when === undefined ? [] : Array.isArray(when) ? when : [when];
  if (list.every((each) => each === "empty" || each === "log")) return list;
  throw new SessionOptionsError(
    'whenUnavailable expected "empty", "log" or a list of them, got something else.',
  );
}

// By its methods: a project may have two copies of this package.
function isStore(store: unknown): store is StoreMethods {
  const { read, create, change, end } = (store ?? {}) as Partial<StoreMethods>;
  return [read, create, change, end].every((method) => typeof method === "function");
}
