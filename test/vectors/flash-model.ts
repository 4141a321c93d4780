// What becomes of messages in dewar, as a model apart from its code: each op of a case in turn.
import { TaggedJSONSerializer } from "dewar";
import { deleting, quiet, sending } from "./model.ts";
import { type Case, type Outcome, savedText } from "./outcome.ts";
import type { Op } from "./read.ts";
import { canonical, type Encoded, toValue } from "./values.ts";

const KEY = "_flashes";
type Data = Record<string, Encoded>;

const flashOf = (op: Op): Encoded => ({
  $type: "tuple",
  items: [op["category"] ?? "message", op["message"] ?? null],
});

/** The messages that one read shows: all, or those of some categories. */
function shown(op: Op, flashes: Encoded[]): string {
  const values = flashes.map((flash) => toValue(flash) as [string, unknown]);
  const filter = (op["category_filter"] ?? []) as string[];
  const kept = values.filter(([category]) => filter.length === 0 || filter.includes(category));
  return canonical(op["with_categories"] === true ? kept : kept.map(([, message]) => message));
}

/** Whether a message is flashed after messages were read, and read itself, in one request. */
export function readsFlashesLate({ step }: Case): boolean {
  const names = step.ops.map(({ op }) => op);
  const flashedAfterRead = names.indexOf("flash", names.indexOf("get_flashed"));
  if (!names.includes("get_flashed") || flashedAfterRead < 0) return false;
  return names.lastIndexOf("get_flashed") > flashedAfterRead;
}

/** Every read shows what was flashed since, too; and takes it out of the session. */
export function showingLate(seen: Case, outcome: Outcome): Outcome {
  const { ops, expect } = seen.step;
  const loaded = expect.session_loaded as Data;
  let pending = [...((loaded[KEY] ?? []) as Encoded[])];
  const taken: Encoded[] = [];
  const results = outcome.results.map((result, i) => {
    const op = ops[i] as Op;
    if (op.op === "clear") pending = [];
    if (op.op === "flash") pending = [...pending, flashOf(op)];
    if (op.op !== "get_flashed") return result;
    taken.push(...pending.splice(0));
    return shown(op, taken);
  });
  const saved = { ...(expect.session_saved as Data), [KEY]: pending };
  if (pending.length === 0) delete (saved as Data)[KEY];
  const after = { ...outcome, results };
  if (Object.keys(saved).length === 0) return deleting(seen, after);
  return sending(seen, after, savedText(saved), Boolean((saved as Data)["_permanent"]));
}

const tagged = new TaggedJSONSerializer();
const isPair = (item: unknown): item is unknown[] => Array.isArray(item) && item.length === 2;

/** The one operation of a case on whatever lies under Flask's key: only pairs are messages. */
export function onForeignFlashes(seen: Case, outcome: Outcome): Outcome {
  const op = seen.step.ops[0] as Op;
  const found = toValue((seen.step.expect.session_loaded as Data)[KEY] ?? null);
  const list: unknown[] = Array.isArray(found) ? found : [];
  if (op.op === "flash") {
    const text = tagged.dumps({ [KEY]: [...list, toValue(flashOf(op))] });
    return sending(seen, quiet(seen, outcome, ["null"]), text);
  }
  const pairs = list.filter(isPair);
  const messages = op["with_categories"] === true ? pairs : pairs.map(([, message]) => message);
  return deleting(seen, quiet(seen, outcome, [canonical(messages)]));
}
