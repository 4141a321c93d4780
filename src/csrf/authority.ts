// Ports that a URL need not name.
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

const HOST_AND_PORT = /^(\[[\da-f:.]+\]|[^\s:@/\\?#[\],]+)(?::(\d{0,5}))?$/i;
const ORIGIN = /^([a-z][a-z\d+.-]*):\/\/([^@/\\?#\s]+)$/i;
const REFERRER = /^\s*([a-z][a-z\d+.-]*):\/\/(?:[^/?#]*@)?([^/?#]*)/i;

/** A scheme, and a host with its port, in one spelling. */
export interface Place {
  readonly scheme: string;
  /** For example `example.com:443`. */
  readonly host: string;
}

/**
 * A host and its port in one spelling: `Example.com`, `example.com:` and `example.com:443` are the same
 * under https.
 *
 * @param text - what a `Host` header or the middle of a URL says
 * @returns `undefined` for anything else, several values included
 */
export function hostAndPort(text: string, scheme: string): string | undefined {
  const [, host, port = ""] = HOST_AND_PORT.exec(text) ?? [];
  if (host === undefined) return undefined;
  return `${host.toLowerCase()}:${port === "" ? (DEFAULT_PORTS[scheme] ?? "") : Number(port)}`;
}

/** What an `Origin` header names; `undefined` for `null`, several values, and what is no origin. */
export const placeOfOrigin = (origin: string): Place | undefined => place(ORIGIN.exec(origin));

/** Where the page of a `Referer` header is. Not by `URL`, which takes a backslash for a slash. */
export const placeOfReferrer = (referrer: string): Place | undefined =>
  place(REFERRER.exec(referrer));

function place(match: RegExpExecArray | null): Place | undefined {
  const scheme = match?.[1]?.toLowerCase() ?? "";
  const host = hostAndPort(match?.[2] ?? "", scheme);
  return host === undefined ? undefined : { scheme, host };
}

/** Whether one of the hosts of a request is at this place. */
export const isAt = ({ scheme, host }: Place, hosts: readonly string[]): boolean =>
  hosts.some((each) => hostAndPort(each, scheme) === host);
