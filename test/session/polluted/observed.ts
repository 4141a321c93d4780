// What there is to see of sessions and tokens, from the outside: who visitors are, and what is sent.
import type { ReadonlySession, SecureCookieSessionInterface, Session, SessionOptions } from "dewar";
import { COOKIES, type Cookies, KEY, NOW } from "./cases.ts";

type Dewar = typeof import("dewar");
type ItsDangerous = typeof import("dewar/itsdangerous");

/** What leads from most objects to what others share. */
const LEADING = ["__proto__", "constructor"];

const clock = () => NOW * 1000;

/** The cookies, signed. Call it where nothing is polluted. */
export const signedCookies = (Interface: typeof SecureCookieSessionInterface): Cookies =>
  Object.fromEntries(
    Object.entries(COOKIES).map(([name, [data, signed, options]]) => {
      const at = () => signed * 1000;
      const { signingSerializer } = new Interface({ secretKey: KEY, clock: at, ...options });
      return [name, `session=${signingSerializer.dumps(data)}`];
    }),
  ) as Cookies;

/** The code of the error that it throws. */
function codeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as { code?: string }).code ?? `${error}`;
  }
}

function inProduction<T>(act: () => T): T {
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  try {
    return act();
  } finally {
    if (before === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = before;
  }
}

/**
 * Starts an application.
 *
 * @returns what visits it, and says what was seen
 */
export function startApplication(
  { SecureCookieSessionInterface, Session, configFromEnv, readonlySession }: Dewar,
  { URLSafeTimedSerializer }: ItsDangerous,
  cookies: Cookies,
): () => Record<string, unknown> {
  const make = (options: SessionOptions) =>
    new SecureCookieSessionInterface({ secretKey: KEY, clock, clockSkewSeconds: 0, ...options });
  const sessions = make({});
  const secondKey = make({
    secretKeyFallbacks: [{ key: `${KEY}-old`, signedBefore: new Date(1) }],
  });
  const byRequest = make({ cookie: () => ({}) });
  const keyless = new SecureCookieSessionInterface({});
  const tokens = new URLSafeTimedSerializer(KEY, { salt: "activate", signerOptions: { clock } });
  const ofLaterToken = new URLSafeTimedSerializer(KEY, {
    salt: "activate",
    signerOptions: { clock: () => (NOW + 100) * 1000 },
  });
  const ofPurpose = new URLSafeTimedSerializer(KEY, { salt: "evil", signerOptions: { clock } });
  const config = configFromEnv({});

  /** Who a visitor is, by every way to ask. */
  const whoIs = (session: Session | ReadonlySession) => ({
    status: session.status,
    isNew: session.new,
    permanent: session.permanent,
    all: { ...session },
    listed: [...session],
    json: JSON.stringify(session),
    properties: [session["username"] ?? null, session["role"] ?? null, session["data"] ?? null],
    got: [session.get("username", "nobody"), session.get("role", "none")],
    has: ["username" in session, session.has("role")],
    // biome-ignore lint/suspicious/noPrototypeBuiltins: an application may ask so
    owns: session.hasOwnProperty("username"),
    leads: LEADING.map((name) => typeof session[name]),
  });

  /** What a response says after a visit. */
  function visit(
    cookie: string | undefined,
    use: (session: Session) => unknown,
    of = sessions,
  ): unknown[] {
    const session = of.openSession(cookie);
    const seen = use(session);
    const headers = new Headers();
    of.saveSession(session, headers);
    return [seen ?? null, ...headers];
  }

  return () => ({
    ...Object.fromEntries(
      Object.entries(cookies).map(([name, cookie]) => [name, visit(cookie, whoIs)]),
    ),
    stranger: visit(undefined, whoIs),
    strangers: [
      visit(undefined, (session) => session.set("card", "4111")),
      visit(undefined, (session) => session.get("card", "none")),
    ],
    untouched: [undefined, ...Object.values(cookies)].map((each) => visit(each, () => {})),
    login: visit(cookies.alice, (session) => {
      session["username"] = "bob";
      session["role"] = "admin";
    }),
    logout: visit(cookies.permanent, (session) => session.clear()),
    deleted: visit(cookies.alice, (session) => session.delete("role")),
    begun: visit(cookies.alice, (session) => void session.regenerate()),
    flash: visit(undefined, (session) => session.flash("Hi")),
    shown: visit(cookies.flashed, (session) => session.getFlashedMessages()),
    shownAgain: visit(cookies.flashed, (session) => [
      session.getFlashedMessages({}),
      session.getFlashedMessages({ withCategories: true }),
    ]),
    byRequest: visit(cookies.permanent, whoIs, byRequest),
    secondKey: [visit(cookies.alice, whoIs, secondKey), visit(undefined, whoIs, secondKey)],
    keyless: [
      visit(cookies.alice, whoIs, keyless),
      keyless.isNullSession(keyless.openSession(cookies.alice)),
      codeOf(() => keyless.openSession(undefined).set("a", 1)),
    ],
    madeByHand: [whoIs(new Session({ a: 1 })), whoIs(new Session())],
    readonly: whoIs(readonlySession(sessions.openSession(cookies.alice), "")),
    reasons: [cookies.old, cookies["of another key"]].map((cookie) => {
      const reasons: string[] = [];
      make({ onReject: (reason) => reasons.push(reason) })
        .openSession(cookie)
        .get("a");
      return reasons;
    }),
    weakKey: inProduction(() => codeOf(() => make({ secretKey: "dev" }))),
    misspelt: codeOf(() => make({ secretkey: KEY } as SessionOptions)),
    config,
    tokens: [
      tokens.dumps({ id: 1 }),
      tokens.loads(tokens.dumps({ id: 1 })),
      tokens.loads(tokens.dumps({ id: 1 }), { maxAge: 5 }),
      tokens.loads(tokens.dumps({ id: 1 }), {}),
      codeOf(() => tokens.loads(ofLaterToken.dumps({ id: 1 }), { maxAge: 5 })),
      codeOf(() => ofLaterToken.loads(tokens.dumps({ id: 1 }), { maxAge: 5 })),
      codeOf(() => tokens.loads(ofPurpose.dumps({ id: 1 }))),
    ],
  });
}
