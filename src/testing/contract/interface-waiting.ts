import { deepEqual, equal } from "node:assert/strict";
import { persistWith } from "../../host/index.ts";
import type { AnySession } from "../../session/index.ts";
import type { ContractCase } from "./case.ts";
import { contract, type MakeInterface, Visitor } from "./interface-visitor.ts";

const VISITORS = 20;

/** What holds wherever the data are, above all where an interface has to wait for them. */
export const WAITING: readonly ContractCase<MakeInterface>[] = [
  contract("what was fetched counts neither as an access nor as a change", async (visitor) => {
    await visitor.visit((session) => session.set("name", "alice"));
    const { headers } = await visitor.visit((session) => equal(session.accessed, false));
    deepEqual([...headers], []);
    await visitor.visit((session) =>
      deepEqual([session.modified, session["name"]], [false, "alice"]),
    );
  }),
  contract("nothing is kept for a visitor without data", async (visitor, sessions) => {
    for (const use of [() => {}, (session: AnySession) => void session["name"]]) {
      const { session } = await visitor.arrive(use);
      equal(persistWith(sessions, session), undefined);
    }
    const { setCookie } = await visitor.visit((session) => {
      session.set("name", "alice");
      session.clear();
    });
    equal(
      setCookie.every((line) => /expires=thu, 01 jan 1970|max-age=0/i.test(line)),
      true,
    );
    await visitor.visit((session) => deepEqual([session.new, [...session]], [true, []]));
  }),
  contract("an unchanged session calls for no write", async (visitor, sessions) => {
    await visitor.visit((session) => session.set("name", "alice"));
    const { session } = await visitor.arrive((read) => equal(read["name"], "alice"));
    equal(persistWith(sessions, session), undefined);
  }),
  contract(
    "what is kept is a copy, which the application cannot change any more",
    async (visitor) => {
      const cart = ["bottle"];
      await visitor.visit((session) => session.set("cart", cart));
      cart.push("cork");
      deepEqual(await visitor.data(), { cart: ["bottle"] });
    },
  ),
  contract("what is changed and not saved is not there at the next visit", async (visitor) => {
    await visitor.visit((session) => session.set("cart", ["bottle"]));
    await visitor.arrive((session) => {
      session["cart"].push("cork");
      session["name"] = "alice";
    });
    deepEqual(await visitor.data(), { cart: ["bottle"] });
  }),
  contract(
    "an error page that takes the place of an answer saves what it changed, too",
    async (visitor) => {
      const { setCookie } = await visitor.visitTwice(
        (session) => session.update({ name: "alice", cart: ["bottle"] }),
        (session) => {
          session["failed"] = true;
          session.delete("cart");
        },
      );
      equal(setCookie.length, 1);
      deepEqual(await visitor.data(), { name: "alice", failed: true });
      await visitor.visitTwice(
        (session) => session.set("name", "bob"),
        (session) => session.clear(),
      );
      await visitor.visit((session) => deepEqual([session.new, [...session]], [true, []]));
    },
  ),
  contract("visitors at the same time are kept apart", async (_, sessions) => {
    const visitors = Array.from({ length: VISITORS }, () => new Visitor(sessions));
    for (const turn of [1, 2])
      await Promise.all(
        visitors.map((visitor, index) =>
          visitor.visit((session) => session.update({ index, turn })),
        ),
      );
    const data = await Promise.all(visitors.map((visitor) => visitor.data()));
    deepEqual(
      data,
      visitors.map((__, index) => ({ index, turn: 2 })),
    );
  }),
];
