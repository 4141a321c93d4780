import { deepEqual, equal } from "node:assert/strict";
import { persistWith } from "../../host/index.ts";
import type { AnySession } from "../../session/index.ts";
import type { ContractCase } from "./case.ts";
import { contract, type MakeInterface, Visitor } from "./interface-visitor.ts";

const VISITORS = 20;

/** What holds wherever the data are, above all where an interface has to wait for them. */
export const WAITING: readonly ContractCase<MakeInterface>[] = [
  contract(
    "what was fetched counts neither as an access nor as a change",
    "`load` puts the data into the session with `fillSession`. Look for `session.set` or `session.update` there: they count as changes.",
    async (visitor) => {
      await visitor.visit((session) => session.set("name", "alice"));
      const { headers } = await visitor.visit((session) => equal(session.accessed, false));
      deepEqual([...headers], []);
      await visitor.visit((session) =>
        deepEqual([session.modified, session["name"]], [false, "alice"]),
      );
    },
  ),
  contract(
    "nothing is kept for a visitor without data",
    "`persist` returns `undefined` where nothing was written, and a session that ends empty gets no cookie but a deletion. Look at what `persist` does with an empty session.",
    async (visitor, sessions) => {
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
    },
  ),
  contract(
    "an unchanged session calls for no write",
    "`persist` returns `undefined` where `session.modified` is false.",
    async (visitor, sessions) => {
      await visitor.visit((session) => session.set("name", "alice"));
      const { session } = await visitor.arrive((read) => equal(read["name"], "alice"));
      equal(persistWith(sessions, session), undefined);
    },
  ),
  contract(
    "what is kept is a copy, which the application cannot change any more",
    "Data are copied when they are stored, and when they are loaded: `structuredClone`. Look for a reference that is kept.",
    async (visitor) => {
      const cart = ["bottle"];
      await visitor.visit((session) => session.set("cart", cart));
      cart.push("cork");
      deepEqual(await visitor.data(), { cart: ["bottle"] });
    },
  ),
  contract(
    "what is changed and not saved is not there at the next visit",
    "What `openSession` or `load` hands out is a copy of what is stored. Only `commit` and `persist` change the store.",
    async (visitor) => {
      await visitor.visit((session) => session.set("cart", ["bottle"]));
      await visitor.arrive((session) => {
        session["cart"].push("cork");
        session["name"] = "alice";
      });
      deepEqual(await visitor.data(), { cart: ["bottle"] });
    },
  ),
  contract(
    "an error page that takes the place of an answer saves what it changed, too",
    "`persist` and `commit` may be called twice for one session. Look for a flag or an id of the first call that stops the second.",
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
  contract(
    "visitors at the same time are kept apart",
    "Many requests wait at the same time. Look for a variable of the interface that holds the session, the id or the data of one request across an `await`.",
    async (_, sessions) => {
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
    },
  ),
];
