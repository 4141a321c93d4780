// Flask-Login, Flask-WTF and Flask-Session beside dewar: nobody is logged out, no form is refused.
import { SecureCookieSessionInterface, type Session } from "dewar";
import { BadSignature, Signer, URLSafeTimedSerializer } from "dewar/itsdangerous";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startExtensions } from "./extensions.ts";

const SECRET = "7d44c5a2f8e94c0f9b0c1f64d3a6e1b2";
const sessions = new SecureCookieSessionInterface({ secretKey: SECRET });

let flask: Awaited<ReturnType<typeof startExtensions>>;
/** What the browser keeps. */
let jar: string;

beforeAll(async () => {
  flask = await startExtensions(SECRET);
});
afterAll(() => flask.close());

beforeEach(() => {
  jar = "";
});

const keep = (headers: Headers): void => {
  const [line] = headers.getSetCookie();
  if (line !== undefined) jar = line.split(";")[0] ?? "";
};

async function visit(
  path: string,
  init: RequestInit = {},
): Promise<Record<string, unknown> & { status: number }> {
  const headers = {
    ...(init.headers as Record<string, string>),
    cookie: jar,
    "user-agent": "test",
  };
  const response = await fetch(flask.url + path, { ...init, headers });
  keep(response.headers);
  const body = response.ok ? ((await response.json()) as Record<string, unknown>) : {};
  return { ...body, status: response.status };
}

/** One request to an application of dewar's, of the same browser. */
function visitDewar(view: (session: Session) => void): void {
  const session = sessions.openSession(jar);
  view(session);
  const headers = new Headers();
  sessions.saveSession(session, headers);
  keep(headers);
}

test("who logged in with Flask-Login stays logged in, and fresh, after dewar wrote", async () => {
  await visit("/login", { method: "POST" });
  visitDewar((session) => {
    expect(session.get("_user_id")).toBe("42");
    expect(session.get("_fresh")).toBe(true);
    expect(session.get("_id")).toMatch(/^[0-9a-f]{128}$/);
    session.visits = session.get("visits", 0) + 1;
    session.flash("Counted");
  });
  expect(await visit("/me")).toEqual({
    status: 200,
    id: "42",
    fresh: true,
    visits: 1,
    rate: 1,
    types: { visits: "int", rate: "float" },
  });
});

test("who is logged out by dewar is logged out there, too", async () => {
  await visit("/login", { method: "POST" });
  visitDewar((session) => session.delete("_user_id"));
  expect(await visit("/me")).toMatchObject({ id: null });
});

test("a form of Flask-WTF's is accepted after dewar wrote", async () => {
  const { csrf_token } = await visit("/form");
  visitDewar((session) => {
    expect(session.get("csrf_token")).toMatch(/^[0-9a-f]{40}$/);
    session.flash("Hello from dewar");
  });
  const submit = (token: string) =>
    visit("/form", { method: "POST", body: new URLSearchParams({ csrf_token: token }) });
  expect(await submit("wrong")).toEqual({ status: 400 });
  expect(await submit(csrf_token as string)).toEqual({
    status: 200,
    flashes: ["Hello from dewar"],
  });
});

test("dewar makes and checks the form's token", async () => {
  const tokens = new URLSafeTimedSerializer(SECRET, { salt: "wtf-csrf-token" });
  const { csrf_token } = await visit("/form");
  visitDewar((session) => {
    expect(tokens.loads(csrf_token as string, { maxAge: 3600 })).toBe(session.get("csrf_token"));
  });
  let mine = "";
  visitDewar((session) => {
    mine = tokens.dumps(session.get("csrf_token"));
  });
  const headers = { "x-csrftoken": mine };
  expect(await visit("/form", { method: "POST", headers })).toMatchObject({ status: 200 });
});

test("the id that Flask-Session signs can be read and signed", async () => {
  const signer = new Signer(SECRET, { salt: "flask-session", keyDerivation: "hmac" });
  const { sid } = await visit("/stored/", { method: "POST" });
  const value = jar.slice("session=".length);
  expect(signer.unsign(value)).toBe(sid);
  jar = `session=${signer.sign(sid as string)}`;
  expect(await visit("/stored/")).toMatchObject({ a: 1 });
  expect(() => signer.unsign(`${value.slice(0, -3)}AAA`)).toThrow(BadSignature);
  expect(sessions.openSession(`session=${value}`).status).toMatch(/bad-signature/);
});
