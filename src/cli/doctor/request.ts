import { CommandError } from "../exit.ts";

/**
 * The headers of a request to the application.
 *
 * @param start - the given address; a user name in it is sent as browsers send it
 * @throws {@link CommandError} for a --cookie that a header cannot hold
 */
export function requestHeaders(start: URL, cookie: string, isForm: boolean): Headers {
  const headers = new Headers({ accept: "text/html,*/*", "user-agent": "dewar-doctor" });
  if (isForm) headers.set("content-type", "application/x-www-form-urlencoded");
  // For a staging host behind Basic authentication (RFC 7617).
  const { username, password } = start;
  if (username || password)
    headers.set("authorization", `Basic ${base64(`${username}:${password}`)}`);
  try {
    if (cookie) headers.set("cookie", cookie);
  } catch {
    throw new CommandError(
      "ERR_COOKIE_HEADER",
      "Expected a Cookie header of one line in Latin-1 characters, got something else.",
      'Pass it as browsers send it, such as --cookie "session=...".',
    );
  }
  return headers;
}

// Not decodeURIComponent(), which throws at a plain percent sign.
function base64(percentEncoded: string): string {
  const bytes = percentEncoded.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("base64");
}

/** The address without its user name: fetch does not accept one. */
export function withoutUser(url: URL): URL {
  const plain = new URL(url);
  plain.username = "";
  plain.password = "";
  return plain;
}

/** The address without user, query and fragment, which may hold tokens, so that it can be printed. */
export const withoutSecrets = ({ origin, pathname }: URL): string => origin + pathname;
