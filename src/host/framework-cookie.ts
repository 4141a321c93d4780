import type { SetCookie } from "../http/index.ts";

/** A cookie's attributes under the names of the `cookie` package, which SvelteKit and Next use. */
export interface FrameworkCookieAttributes {
  domain?: string;
  path: string;
  httpOnly: boolean;
  secure: boolean;
  sameSite: "strict" | "lax" | "none" | false;
  partitioned: boolean;
  expires?: Date;
  maxAge?: number;
}

/** All attributes are set, because a framework has its own defaults for missing ones. */
export function frameworkAttributes(cookie: SetCookie): FrameworkCookieAttributes {
  const { domain, path, httpOnly = true, secure = false, partitioned = false } = cookie;
  const { sameSite, expires, maxAge } = cookie;
  return {
    ...(domain ? { domain } : {}),
    path: path || "/",
    httpOnly,
    secure,
    sameSite: sameSite ? lower(sameSite) : false,
    partitioned,
    ...(expires === undefined ? {} : { expires }),
    ...(maxAge === undefined ? {} : { maxAge }),
  };
}

const lower = <Word extends string>(word: Word): Lowercase<Word> =>
  word.toLowerCase() as Lowercase<Word>;
