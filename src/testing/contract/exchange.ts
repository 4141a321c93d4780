import { SecureCookieSessionInterface } from "../../cookie/index.ts";
import { forgeCookie } from "../cookies.ts";
import { contractApplication } from "./application.ts";

const { options } = contractApplication;

/** The session interfaces of the application under test, to forge and to read its cookies. */
export const sessions: SecureCookieSessionInterface = new SecureCookieSessionInterface(
  options.session,
);
export const admins: SecureCookieSessionInterface = new SecureCookieSessionInterface(options.admin);

/** The response as it came over the wire, with headers in a form that the contract compares. */
export interface Exchange {
  status: number;
  headers: Headers;
  /** All Set-Cookie lines, in their order. */
  setCookie: string[];
  /** The members of all Vary headers, in their order. */
  vary: string[];
  cacheControl: string | null;
  body: string;
}

/** Sends one request, and reads the whole response. */
export async function ask(
  url: string,
  path: string,
  cookie?: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Exchange> {
  const sent = cookie === undefined ? headers : { ...headers, cookie };
  const response = await fetch(`${url}${path}`, { method, headers: sent, redirect: "manual" });
  const body = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    setCookie: response.headers.getSetCookie(),
    vary: (response.headers.get("vary") ?? "").split(/, */).filter((member) => member !== ""),
    cacheControl: response.headers.get("cache-control"),
    body,
  };
}

/** A Cookie header with a session of the application under test. */
export const cookieOf = (data: Record<string, unknown>): string => forgeCookie(sessions, data);

/** The Set-Cookie line of a session with this data. */
export const setCookieOf = (data: Record<string, unknown>): string =>
  `${cookieOf(data)}; Path=/; HttpOnly; SameSite=Lax`;

/** The Set-Cookie line that makes the browser drop the session's cookie. */
export const DELETION: string =
  "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax";
