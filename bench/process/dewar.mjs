import { DATA, FakeRequest, FakeResponse, headerWith, KEY, PlainHeaders } from "./request.mjs";

/**
 * The session interface, without a framework.
 * @param {string} name
 * @param {typeof import("dewar").SecureCookieSessionInterface} SecureCookieSessionInterface
 * @param {object} [how]
 * @param {object} [how.data] what is in the session
 * @param {import("dewar").SessionOptions} [how.options]
 * @param {string} [how.header] the Cookie header, if not the usual one
 */
export function dewar(name, SecureCookieSessionInterface, { data = DATA, options, header } = {}) {
  const sessions = new SecureCookieSessionInterface({ secretKey: KEY, ...options });
  header ??= headerWith(`session=${sessions.signingSerializer.dumps(data)}`);
  return {
    name,
    read: () => sessions.openSession(header).visits,
    write() {
      const session = sessions.openSession(header);
      session.visits += 1;
      const headers = new PlainHeaders();
      sessions.saveSession(session, headers);
      return headers.get("set-cookie");
    },
  };
}

/**
 * The Express middleware over the same stand-ins as cookie-session's.
 * @param {typeof import("dewar/express").session} session
 * @param {string} cookie
 */
export function dewarExpress(session, cookie) {
  const middleware = session({ secretKey: KEY });
  const header = headerWith(`session=${cookie}`);
  const next = () => {};
  return {
    name: "dewar/express",
    read() {
      const request = new FakeRequest(header);
      middleware(request, new FakeResponse(), next);
      return request.session.visits;
    },
    write() {
      const request = new FakeRequest(header);
      const response = new FakeResponse();
      middleware(request, response, next);
      request.session.visits += 1;
      response.writeHead(200);
      return response.sent["set-cookie"];
    },
  };
}
