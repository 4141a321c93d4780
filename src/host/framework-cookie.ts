import { type SetCookie, sentAttributes } from "../http/index.ts";
import { own } from "../json/index.ts";

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

/**
 * The attributes as a Set-Cookie line would have them. All are set, because a framework has its own
 * defaults for missing ones.
 *
 * @throws {@link TypeError} for a domain or path that no cookie can have
 */
export function frameworkAttributes(cookie: SetCookie): FrameworkCookieAttributes {
  const { domain, sameSite, ...sent } = sentAttributes(cookie);
  const { expires, maxAge } = own(cookie);
  return {
    ...sent,
    ...(domain === undefined ? {} : { domain }),
    sameSite: sameSite === undefined ? false : lower(sameSite),
    ...(expires === undefined ? {} : { expires }),
    ...(maxAge === undefined ? {} : { maxAge: Math.floor(maxAge) }),
  };
}

const lower = <Word extends string>(word: Word): Lowercase<Word> =>
  word.toLowerCase() as Lowercase<Word>;
