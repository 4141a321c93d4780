import { changesOf, type Flashed, Session, type SessionChanges, Tuple } from "dewar";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { takeMessages } from "../../src/session/messages.ts";

type Data = Record<string, unknown>;

const NOTHING: SessionChanges = {
  cleared: false,
  set: new Map(),
  deleted: [],
  flashed: [],
  consumed: [],
};

const flashed = (category: string, message: string): Flashed =>
  Tuple.of(category, message) as unknown as Flashed;

const CAME = flashed("message", "came");

/** One that was opened with data, and asked to tell what was done to it. */
const opened = (): Session<Data> =>
  new Session<Data>(
    { visits: 3, cart: ["tea"], name: "alice", _flashes: [CAME] },
    { status: "valid" },
  );

const set = (entries: Data): Partial<SessionChanges> => ({ set: new Map(Object.entries(entries)) });

describe("changes as a value", () => {
  test.each<[string, (session: Session<Data>) => unknown, Partial<SessionChanges>]>([
    ["nothing is done", () => {}, {}],
    ["values are read", (s) => [s["visits"], s["cart"], s.permanent, s.modified], {}],
    ["a key is assigned", (s) => s.set("visits", 4), set({ visits: 4 })],
    ["a key gets the value that it has", (s) => s.set("visits", 3), set({ visits: 3 })],
    ["a key is new", (s) => s.set("city", "Bern"), set({ city: "Bern" })],
    [
      "a value is changed inside",
      (s) => (s["cart"] as string[]).push("milk"),
      set({ cart: ["tea", "milk"] }),
    ],
    [
      "a value is changed inside, and changed back",
      (s) => {
        (s["cart"] as string[]).push("milk");
        (s["cart"] as string[]).pop();
      },
      {},
    ],
    ["a key is deleted", (s) => s.delete("name"), { deleted: ["name"] }],
    ["a key that is not there is deleted", (s) => s.delete("city"), {}],
    [
      "a key is deleted and assigned again",
      (s) => {
        s.delete("name");
        s.set("name", "bob");
      },
      set({ name: "bob" }),
    ],
    [
      "a key is assigned and deleted again",
      (s) => {
        s.set("city", "Bern");
        s.delete("city");
      },
      { deleted: ["city"] },
    ],
    ["all is cleared", (s) => s.clear(), { cleared: true }],
    [
      "all is cleared and a key assigned",
      (s) => {
        s.set("name", "bob");
        s.clear();
        s.set("visits", 1);
      },
      { cleared: true, ...set({ visits: 1 }) },
    ],
    ["the session is destroyed", (s) => s.destroy(), { cleared: true }],
    [
      "the session begins anew, with what waits to be shown",
      (s) => s.regenerate(),
      { cleared: true, flashed: [CAME] },
    ],
    ["a message is left", (s) => s.flash("new"), { flashed: [flashed("message", "new")] }],
    ["messages are shown", (s) => s.getFlashedMessages(), { consumed: [CAME] }],
    [
      "messages are shown, one of them left in this request",
      (s) => {
        s.flash("new");
        s.getFlashedMessages();
      },
      { consumed: [CAME] },
    ],
    [
      "messages are shown, and then one is left",
      (s) => {
        s.getFlashedMessages();
        s.flash("new", "info");
      },
      { consumed: [CAME], flashed: [flashed("info", "new")] },
    ],
    [
      "one kind of messages is taken",
      (s) => {
        s.flash("new", "info");
        takeMessages(s, "info");
      },
      {},
    ],
    [
      "the key of messages is assigned by hand",
      (s) => s.set("_flashes", []),
      set({ _flashes: [] }),
    ],
    [
      "changes are forgotten",
      (s) => {
        s.set("visits", 4);
        (s["cart"] as string[]).push("milk");
        s.modified = false;
      },
      set({ cart: ["tea", "milk"], visits: 4 }),
    ],
    ["all is counted as changed, and no key", (s) => s.touch(), {}],
    [
      "the session is read anew",
      (s) => {
        s.flash("new");
        s.set("visits", 4);
        s.clear();
        return s.reload();
      },
      {},
    ],
  ])("%s", async (_name, act, expected) => {
    const session = opened();
    await act(session);
    expect(changesOf(session)).toEqual({ ...NOTHING, ...expected });
  });

  test("they are no access", () => {
    const session = opened();
    changesOf(session);
    expect(session.accessed).toBe(false);
  });

  test("a new session has only what was assigned", () => {
    const session = new Session<Data>();
    session.clear();
    session.set("visits", 1);
    expect(changesOf(session).set).toEqual(new Map([["visits", 1]]));
  });
});

/** What a store does with changes. */
function merged(before: Data, changes: SessionChanges): Data {
  const after: Data = changes.cleared ? {} : { ...before };
  for (const key of changes.deleted) delete after[key];
  for (const [key, value] of changes.set) after[key] = value;
  const waiting = (after["_flashes"] ?? []) as unknown[];
  const left = waiting.filter((each) => !(changes.consumed as unknown[]).includes(each));
  const messages = [...left, ...changes.flashed];
  if (messages.length > 0) after["_flashes"] = messages;
  else delete after["_flashes"];
  return after;
}

test("whatever is done, the changes lead from the data before to those after", () => {
  const key = fc.constantFrom("a", "b", "c");
  const action = fc.oneof(
    fc.record({ do: fc.constant("set" as const), key, value: fc.nat(3) }),
    fc.record({ do: fc.constant("list" as const), key, value: fc.nat(3) }),
    fc.record({ do: fc.constant("push" as const), key, value: fc.nat(3) }),
    fc.record({ do: fc.constant("delete" as const), key, value: fc.nat(3) }),
    fc.record({ do: fc.constant("flash" as const), key, value: fc.nat(3) }),
    fc.record({ do: fc.constant("show" as const), key, value: fc.nat(3) }),
    fc.record({ do: fc.constant("take" as const), key, value: fc.nat(3) }),
    fc.record({ do: fc.constant("forget" as const), key, value: fc.nat(3) }),
    fc.record({ do: fc.constant("clear" as const), key, value: fc.nat(3) }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
      const data = (): Data => ({ a: 1, b: [1], _flashes: [CAME] });
      const session = new Session<Data>(data(), { status: "valid" });
      for (const { do: what, key: name, value } of actions) {
        const found = session.get(name);
        if (what === "set") session.set(name, value);
        if (what === "list") session.set(name, [value]);
        if (what === "push" && Array.isArray(found)) found.push(value);
        if (what === "delete") session.delete(name);
        if (what === "flash") session.flash(`${value}`, name);
        if (what === "show") session.getFlashedMessages();
        if (what === "take") takeMessages(session, name);
        if (what === "forget") session.modified = false;
        if (what === "clear") session.clear();
      }
      expect(merged(data(), changesOf(session))).toEqual(Object.fromEntries(session));
    }),
    { numRuns: 2000 },
  );
});
