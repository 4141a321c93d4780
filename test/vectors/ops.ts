// The operations of the vectors, on a dewar session. README.md says what each one does.
import type { Session } from "dewar";
import type { Op } from "./read.ts";
import { canonical, type Encoded, toValue } from "./values.ts";

type Any = Session<Record<string, unknown>>;

/** The view raised, or aborted with a status: nothing after it runs. */
export class Stop extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`stopped with ${status}`);
    this.status = status;
  }
}

const text = (value: Encoded | undefined): string => value as string;

/** Python's dict.popitem takes the newest key. */
function popItemIfAny(session: Any): void {
  const newest = [...session].at(-1)?.[0];
  if (newest !== undefined) session.delete(newest);
}

function nested(session: Any, op: Op): Record<string, unknown> & unknown[] {
  return session.get(text(op["key"])) as Record<string, unknown> & unknown[];
}

function getFlashed(session: Any, op: Op): unknown {
  // A string stands where a list belongs in some: Python then looks for substrings.
  const categoryFilter = (op["category_filter"] ?? []) as string[];
  return op["with_categories"] === true
    ? session.getFlashedMessages({ withCategories: true, categoryFilter })
    : session.getFlashedMessages({ categoryFilter });
}

const OPS: Record<string, (session: Any, op: Op) => unknown> = {
  noop: () => null,
  len: (session) => [...session].length,
  keys: (session) => [...session].map(([key]) => key).sort(),
  contains: (session, op) => session.has(text(op["key"])),
  get: (session, op) => session.get(text(op["key"])),
  set: (session, op) => session.set(text(op["key"]), toValue(op["value"] ?? null)),
  setdefault: (session, op) => session.setDefault(text(op["key"]), toValue(op["value"] ?? null)),
  pop: (session, op) => session.pop(text(op["key"])),
  popitem_if_any: popItemIfAny,
  update: (session, op) => session.update(toValue(op["value"] ?? null) as Record<string, unknown>),
  clear: (session) => session.clear(),
  permanent: (session, op) => {
    session.permanent = op["value"] as boolean;
  },
  is_permanent: (session) => session.permanent,
  modified: (session, op) => {
    session.modified = op["value"] as boolean;
  },
  nested_append: (session, op) => {
    nested(session, op).push(toValue(op["value"] ?? null));
  },
  nested_set: (session, op) => {
    nested(session, op)[text(op["subkey"])] = toValue(op["value"] ?? null);
  },
  flash: (session, op) =>
    op["category"] === undefined
      ? session.flash(toValue(op["message"] ?? null))
      : session.flash(toValue(op["message"] ?? null), text(op["category"])),
  get_flashed: getFlashed,
};

/** What the view did to the response, besides the session. */
export interface View {
  session: Any;
  setCookie(line: string): void;
}

/**
 * Runs them in order, noting each result as it comes: the next op may throw, or change inside what
 * this one gave.
 */
export function runOps(ops: Op[], view: View, results: string[]): void {
  for (const op of ops) {
    if (op.op === "raise") throw new Stop(500);
    if (op.op === "abort") throw new Stop(op["status"] as number);
    if (op.op === "set_other_cookie") {
      view.setCookie(`${op["name"]}=${op["value"]}; Path=/`);
      results.push("null");
    } else results.push(canonical((OPS[op.op] as (typeof OPS)[string])(view.session, op) ?? null));
  }
}
