// What applications assign to the place of the session, on every adapter and after everything that
// may have put another session there.
import { SecureCookieSessionInterface } from "dewar";
import { createClient, forgeCookie, readCookie } from "dewar/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { inCookies, waiting } from "../contracts/waiting-cookie.ts";
import { EVERY_ADAPTER, type Page, type Place } from "./every-adapter.ts";
import { OPTIONS } from "./serve.ts";
import { WAITING_ADAPTERS } from "./slow-store/subjects.ts";

const sessions = new SecureCookieSessionInterface(OPTIONS);
const BOB = { _permanent: true, username: "bob" };
const DELETION =
  "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax";

class User {
  username = "mallory";
}

/** What is no session, and what is not to be taken for one. */
const REFUSED: Readonly<Record<string, unknown>> = {
  undefined,
  text: "alice",
  number: 7,
  true: true,
  array: ["alice"],
  Map: new Map([["username", "alice"]]),
  instance: new User(),
  function: () => {},
  promise: Promise.resolve({ username: "alice" }),
};

const assign = (place: Place, value: unknown) => {
  place.session = value as Place["session"];
};

/** With dewar/fetch a handler has the session as an argument, and no place for it. */
const ADAPTERS = Object.entries(EVERY_ADAPTER).filter(([name]) => name !== "fetch");
const HOMES = ADAPTERS.flatMap(([name, start]) => [
  [name, start, inCookies] as const,
  ...(name in WAITING_ADAPTERS ? [[`${name}, waited for`, start, waiting] as const] : []),
]);

describe.each(HOMES)("%s", (name, start, home) => {
  async function visit(page: Page) {
    const server = await start(home(OPTIONS), page);
    onTestFinished(() => server.close());
    const cookie = forgeCookie(sessions, BOB);
    const response = await createClient(server.url).fetch("/", { headers: { cookie } });
    const lines = response.headers.getSetCookie();
    const saved = lines.map((line) => (line === DELETION ? "deleted" : readCookie(sessions, line)));
    return { status: response.status, body: await response.text(), saved };
  }

  test("null after regenerate() is a logout, too", async () => {
    const page = await visit(async (place) => {
      await place.session.regenerate();
      place.session["username"] = "alice";
      assign(place, null);
      return "out";
    });
    expect(page).toEqual({ status: 200, body: "out", saved: ["deleted"] });
  });

  test("an object after regenerate() takes the place of the new data", async () => {
    const page = await visit(async (place) => {
      await place.session.regenerate();
      place.session["stale"] = 1;
      assign(place, { username: "alice" });
      return `${place.session["username"]}`;
    });
    expect(page).toEqual({ status: 200, body: "alice", saved: [{ username: "alice" }] });
  });

  test("regenerate() after an assignment leaves nothing of it", async () => {
    const page = await visit(async (place) => {
      assign(place, { username: "alice" });
      await place.session.regenerate();
      place.session["fresh"] = 1;
      return `${place.session.get("username", "nobody")}`;
    });
    expect(page).toEqual({ status: 200, body: "nobody", saved: [{ fresh: 1 }] });
  });

  test("the session itself, and its own data, may be assigned", async () => {
    const page = await visit((place) => {
      assign(place, place.session);
      assign(place, { ...place.session, more: 1 });
      assign(place, new Proxy(place.session, {}));
      return JSON.stringify({ ...place.session });
    });
    const data = { ...BOB, more: 1 };
    expect(page).toMatchObject({ status: 200, body: JSON.stringify(data), saved: [data] });
  });

  test("the last of several assignments counts", async () => {
    const page = await visit((place) => {
      assign(place, null);
      assign(place, { username: "carol" });
      assign(place, null);
      assign(place, { username: "dave" });
      return "done";
    });
    expect(page.saved).toEqual([{ username: "dave" }]);
  });

  test("an object has own members only", async () => {
    const page = await visit((place) => {
      assign(place, JSON.parse('{"__proto__":{"username":"mallory"},"constructor":1}'));
      return `${place.session["username"]}`;
    });
    expect([page.status, page.body]).toEqual([200, "undefined"]);
  });

  // Hono keeps its variables behind functions, and has none that takes one away.
  if (!name.startsWith("Hono"))
    test("what is deleted is a logout, too", async () => {
      for (const before of [async () => {}, (place: Place) => place.session.regenerate()]) {
        const page = await visit(async (place) => {
          await before(place);
          place.session["username"] = "alice";
          Reflect.deleteProperty(place, "session");
          return "out";
        });
        expect(page).toEqual({ status: 200, body: "out", saved: ["deleted"] });
      }
    });

  test("what is no session throws at the line that assigned it, and changes nothing", async () => {
    for (const regenerated of [false, true]) {
      const page = await visit(async (place) => {
        if (regenerated) {
          await place.session.regenerate();
          place.session.update(BOB);
        }
        const thrown: string[] = [];
        for (const [name, value] of Object.entries(REFUSED))
          try {
            assign(place, value);
          } catch (error) {
            if (error instanceof TypeError) thrown.push(name);
          }
        return JSON.stringify([thrown, { ...place.session }]);
      });
      expect(JSON.parse(page.body)).toEqual([Object.keys(REFUSED), BOB]);
      expect(page.saved).toEqual([BOB]);
    }
  });
});
