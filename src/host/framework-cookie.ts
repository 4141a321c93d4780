import type { SetCookie } from "../http/index.ts";

/** A cookie's attributes in the names of the `cookie` package, which SvelteKit and Next take. */
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

/** All attributes are named, because a framework has defaults of its own for those left out. */
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
