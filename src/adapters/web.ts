import type { Session, SessionInterface } from "../session/index.ts";
import { isUnseen } from "./port.ts";

/** The session of a web request. */
export function openSession<Data>(
  sessions: SessionInterface<Data>,
  request: Request,
): Session<Data> {
  const { headers, method, url } = request;
  return sessions.openSession(headers.get("cookie"), {
    secure: url.startsWith("https:"),
    unseen: isUnseen(method, (name) => headers.get(name)),
    request,
  });
}

/** The response with the session's headers: itself, or a copy where its headers cannot be changed. */
export function saveSession<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  response: Response,
): Response {
  let target = response;
  const change = (apply: (headers: Headers) => void): void => {
    try {
      apply(target.headers);
    } catch (error) {
      // Redirects and fetched responses refuse changes; a copy takes them.
      if (!(error instanceof TypeError) || target !== response) throw error;
      target = new Response(response.body, response);
      apply(target.headers);
    }
  };
  sessions.saveSession(session, {
    get: (name) => target.headers.get(name),
    set: (name, value) => change((headers) => headers.set(name, value)),
    append: (name, value) => change((headers) => headers.append(name, value)),
  });
  return target;
}
