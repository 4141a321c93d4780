// The README's table beside other libraries: each does the same on Express, and the real packages
// show what the table says of them.
import { randomBytes } from "node:crypto";
import cookieSession from "cookie-session";
import { session } from "dewar/express";
import express, { type Express, type RequestHandler, type Response } from "express";
import expressSession from "express-session";
import { getIronSession, type SessionOptions } from "iron-session";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { listen } from "../contracts/node-server.ts";
import { text } from "../house/source.ts";

const OLD = "an old key of sixteen characters or more";
const NEW = "a new key of sixteen characters or more";
const HOUR = 3600;

/** What the applications below use of a session; each library has these under its own names. */
interface Visit {
  data: { username?: string; cart?: string[]; text?: string };
  save(): Promise<void>;
  end(): Promise<void> | void;
}
type Library = (keys: string[]) => { middleware: RequestHandler; visit(res: Response): Visit };

const nothing = async (): Promise<void> => {};
const onRequest = (res: Response) => res.req as unknown as { session: Visit["data"] | null };

const dewar: Library = ([secretKey, ...secretKeyFallbacks]) => ({
  middleware: session({ secretKey, secretKeyFallbacks, permanentSessionLifetime: HOUR }),
  visit: ({ req }) => ({
    data: req.session as Visit["data"],
    save: nothing,
    end: () => req.session.clear(),
  }),
});

const withStore = (): Library => {
  const store = new expressSession.MemoryStore();
  return (secret) => ({
    middleware: expressSession({
      secret,
      store,
      resave: false,
      saveUninitialized: false,
      cookie: { maxAge: HOUR * 1000 },
    }),
    visit: (res) => ({
      data: onRequest(res).session as Visit["data"],
      save: nothing,
      end: () =>
        new Promise((resolve) =>
          (res.req.session as unknown as { destroy(done: () => void): void }).destroy(resolve),
        ),
    }),
  });
};

const withCookieSession: Library = (keys) => ({
  middleware: cookieSession({ keys, maxAge: HOUR * 1000 }),
  visit: (res) => ({
    data: onRequest(res).session as Visit["data"],
    save: nothing,
    end: () => {
      onRequest(res).session = null;
    },
  }),
});

const withIron: Library = (keys) => {
  const password = Object.fromEntries(keys.map((key, index) => [keys.length - index, key]));
  const options: SessionOptions = { cookieName: "iron", password, ttl: HOUR };
  return {
    middleware: async (req, res, next) => {
      res.locals["iron"] = await getIronSession(req, res, options);
      next();
    },
    visit: (res) => {
      const iron = res.locals["iron"];
      return { data: iron, save: () => iron.save(), end: () => iron.destroy() };
    },
  };
};

function application(library: Library, keys: string[]): Express {
  const { middleware, visit } = library(keys);
  const app = express();
  app.use(middleware);
  app.get("/login", async (_req, res) => {
    const { data, save } = visit(res);
    Object.assign(data, { username: "alice", cart: ["bottle"] });
    await save();
    res.end();
  });
  app.get("/me", (_req, res) => {
    const { username = null, cart = [] } = visit(res).data;
    res.json({ username, cart });
  });
  app.get("/add", async (_req, res) => {
    const { data, save } = visit(res);
    data.cart?.push("cup");
    await save();
    res.end();
  });
  app.get("/large", async (_req, res) => {
    const { data, save } = visit(res);
    data.text = randomBytes(6000).toString("base64");
    await save();
    res.end();
  });
  app.get("/logout", async (_req, res) => {
    await visit(res).end();
    res.end();
  });
  app.use(((_error, _req, res, _next) => res.status(500).end()) as express.ErrorRequestHandler);
  return app;
}

/** Asks with these cookies, and gives the cookies as a browser has them afterwards. */
async function ask(url: string, cookies: Record<string, string> = {}) {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
  const response = await fetch(url, { headers: { cookie } });
  const set = response.headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? "");
  const jar = { ...cookies };
  for (const pair of set) jar[pair.slice(0, pair.indexOf("="))] = pair.slice(pair.indexOf("=") + 1);
  const longest = Math.max(0, ...response.headers.getSetCookie().map((line) => line.length));
  return { response, jar, set, longest };
}

afterEach(() => {
  vi.useRealTimers();
});

async function facts(library: Library) {
  vi.useFakeTimers({ toFake: ["Date"] });
  const servers = await Promise.all([
    listen(application(library, [OLD])),
    listen(application(library, [NEW, OLD])),
    listen(application(library, [NEW])),
  ]);
  onTestFinished(async () => {
    await Promise.all(servers.map((server) => server.close()));
  });
  const [{ url }, both, renewed] = servers;
  const me = async (at: string, jar: Record<string, string>) =>
    (await (await ask(`${at}/me`, jar)).response.json()) as { username: string; cart: string[] };

  const { jar } = await ask(`${url}/login`);
  const readable = Object.values(jar).some((value) =>
    Buffer.from(value, "base64").toString("latin1").includes("alice"),
  );
  const added = await me(url, (await ask(`${url}/add`, jar)).jar);
  // With both keys; whoever has only the new one then accepts what was signed again.
  const reading = await ask(`${both.url}/me`, jar);
  const signedAgain = (await me(renewed.url, reading.jar)).username === "alice";
  const large = await ask(`${url}/large`, jar);
  await ask(`${url}/logout`, jar);
  const copy = await me(url, jar);

  const later = (await ask(`${url}/login`)).jar;
  const fresh = (await me(url, later)).username;
  vi.setSystemTime(Date.now() + 2 * HOUR * 1000);
  const old = await me(url, later);
  return {
    readable,
    changeInside: added.cart,
    olderKey: ((await reading.response.json()) as { username: string }).username,
    signedAgain,
    tooLarge: [large.response.status, large.longest > 4096 ? "sent" : "not sent"],
    copyAfterLogout: copy.username,
    fresh,
    tooOld: old.username,
  };
}

const SAME = { changeInside: ["bottle", "cup"], olderKey: "alice", fresh: "alice" };
const EXPECTED = [
  [
    "dewar",
    dewar,
    {
      readable: true,
      signedAgain: true,
      tooLarge: [500, "not sent"],
      copyAfterLogout: "alice",
      tooOld: null,
    },
  ],
  [
    "express-session",
    withStore(),
    {
      readable: false,
      signedAgain: false,
      tooLarge: [200, "not sent"],
      copyAfterLogout: null,
      tooOld: null,
    },
  ],
  [
    "cookie-session",
    withCookieSession,
    {
      readable: true,
      signedAgain: true,
      tooLarge: [200, "sent"],
      copyAfterLogout: "alice",
      tooOld: "alice",
    },
  ],
  [
    "iron-session",
    withIron,
    {
      readable: false,
      signedAgain: false,
      tooLarge: [500, "not sent"],
      copyAfterLogout: "alice",
      tooOld: null,
    },
  ],
] as const;

test.each(EXPECTED)("%s is what the README's table says", async (_name, library, expected) => {
  expect(await facts(library)).toEqual({ ...SAME, ...expected });
});

test("the README's figures are those that were measured last", () => {
  const page = text("docs/performance.md");
  const times = (subject: string): string => {
    const row = page.split("\n").find((line) => line.startsWith(`| ${subject} |`));
    const [, figure] = /\*\*([\d.,]+)\*\*/.exec(row ?? "") ?? [];
    if (figure === undefined) throw new Error(`docs/performance.md has no row "${subject}"`);
    return `${Number(Number(figure.replace(",", "")).toPrecision(2))}`;
  };
  const cookie = times("cookie-session");
  const flask = times("Flask (open_session, save_session)");
  const row = text("README.md")
    .split("\n")
    .find((line) => line.startsWith("| Time to read it"));
  expect(row?.split("|").slice(2)).toEqual(
    ["1", "not measured", cookie, times("iron-session"), flask, ""].map(
      (cell) => cell && ` ${cell} `,
    ),
  );
});
