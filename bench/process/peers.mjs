// The others, each in the way its documentation shows, each from the Cookie header to the value
// and from the value to the Set-Cookie header.
import fastifyCookie from "@fastify/cookie";
import secureSession from "@fastify/secure-session";
import { parseCookie, stringifySetCookie } from "cookie";
import cookieSession from "cookie-session";
import { createSigner, createVerifier } from "fast-jwt";
import fastify from "fastify";
import { H3Event, useSession } from "h3";
import { getIronSession } from "iron-session";
import { jwtVerify, SignJWT } from "jose";
import { DATA, FakeRequest, FakeResponse, headerWith, KEY } from "./request.mjs";

const LIFETIME_SECONDS = 31 * 24 * 3600;
const ATTRIBUTES = { path: "/", httpOnly: true, sameSite: /** @type {const} */ ("lax") };
const setCookie = (/** @type {string} */ value) =>
  stringifySetCookie({ name: "session", value, maxAge: LIFETIME_SECONDS, ...ATTRIBUTES });

/** @param {typeof DATA} data */
export function cookieSessionSubject(data = DATA) {
  const middleware = cookieSession({ keys: [KEY], maxAge: LIFETIME_SECONDS * 1000, ...ATTRIBUTES });
  const next = () => {};
  const pass = (header, handle) => {
    const request = new FakeRequest(header);
    const response = new FakeResponse();
    middleware(request, response, next);
    return handle(request, response);
  };
  const first = pass("", (request, response) => {
    request.session = { ...data };
    response.writeHead(200);
    return response.sent["set-cookie"].map((line) => line.slice(0, line.indexOf(";")));
  });
  const header = headerWith(...first);
  return {
    name: "cookie-session",
    read: () => pass(header, (request) => request.session.visits),
    write: () =>
      pass(header, (request, response) => {
        request.session.visits += 1;
        response.writeHead(200);
        return response.sent["set-cookie"];
      }),
  };
}

/** @param {typeof DATA} data */
export function fastJwtSubject(data = DATA) {
  const sign = createSigner({ key: KEY, algorithm: "HS256", expiresIn: LIFETIME_SECONDS * 1000 });
  const verify = createVerifier({ key: KEY, algorithms: ["HS256"] });
  const header = headerWith(`session=${sign(data)}`);
  const read = () => verify(parseCookie(header).session);
  return {
    name: "fast-jwt",
    read: () => read().visits,
    write() {
      const { iat, exp, ...session } = read();
      return setCookie(sign({ ...session, visits: session.visits + 1 }));
    },
  };
}

export async function joseSubject() {
  const key = await crypto.subtle.importKey(
    "raw",
    Buffer.from(KEY),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );
  const sign = (data) =>
    new SignJWT(data)
      .setProtectedHeader({ alg: "HS256" })
      .setIssuedAt()
      .setExpirationTime("31d")
      .sign(key);
  const header = headerWith(`session=${await sign(DATA)}`);
  const read = async () => (await jwtVerify(parseCookie(header).session, key)).payload;
  return {
    name: "jose",
    read: async () => (await read()).visits,
    async write() {
      const { iat, exp, ...session } = await read();
      return setCookie(await sign({ ...session, visits: session.visits + 1 }));
    },
  };
}

export async function ironSessionSubject() {
  const options = { password: KEY, cookieName: "session", ttl: LIFETIME_SECONDS };
  const open = (header, response) => getIronSession(new FakeRequest(header), response, options);
  const write = async (session, response) => {
    await session.save();
    return [response.sent["set-cookie"]].flat()[0];
  };
  const response = new FakeResponse();
  const line = await write(Object.assign(await open("", response), DATA), response);
  const header = headerWith(line.slice(0, line.indexOf(";")));
  return {
    name: "iron-session",
    read: async () => (await open(header, new FakeResponse())).visits,
    async write() {
      const response = new FakeResponse();
      const session = await open(header, response);
      session.visits += 1;
      return write(session, response);
    },
  };
}

export async function secureSessionSubject() {
  const app = fastify();
  app.register(fastifyCookie);
  app.register(secureSession, { key: Buffer.from(KEY, "hex"), cookie: ATTRIBUTES });
  await app.ready();
  const first = app.encodeSecureSession(app.createSecureSession(DATA));
  const header = headerWith(app.serializeCookie("session", first));
  const open = () => app.decodeSecureSession(app.parseCookie(header).session);
  return {
    name: "@fastify/secure-session",
    read: () => open().get("visits"),
    write() {
      const session = open();
      session.set("visits", session.get("visits") + 1);
      return app.serializeCookie("session", app.encodeSecureSession(session), ATTRIBUTES);
    },
  };
}

export async function h3Subject() {
  const config = { password: KEY, name: "session", maxAge: LIFETIME_SECONDS };
  const eventWith = (cookie) =>
    new H3Event(new Request("http://localhost/", { headers: { cookie } }));
  const write = async (event, data) => {
    const session = await useSession(event, config);
    await session.update(data);
    return event.res.headers.getSetCookie()[0];
  };
  const line = await write(eventWith(""), DATA);
  const header = headerWith(line.slice(0, line.indexOf(";")));
  return {
    name: "h3 (seal)",
    read: async () => (await useSession(eventWith(header), config)).data.visits,
    write: () => write(eventWith(header), ({ visits }) => ({ visits: visits + 1 })),
  };
}
