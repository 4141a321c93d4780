import { type CookieSettings, cookieSettings, ownCookieOptions } from "./cookie-settings.ts";
import type { CookieOptions } from "./options.ts";

// Few enough to compare one by one, and enough for a handful of tenants.
const MAX_ENTRIES = 8;

const NAMES = [
  ...(["name", "domain", "path"] as const),
  ...(["httpOnly", "secure", "sameSite", "partitioned"] as const),
];
const isSame = (a: CookieOptions, b: CookieOptions): boolean =>
  NAMES.every((name) => a[name] === b[name]);

/**
 * The {@link cookieSettings} of the options that a function returns for each request. They are prepared
 * once for equal values, even if the objects differ.
 */
export function memoizeCookieSettings(): (options: CookieOptions) => CookieSettings {
  const remembered: { options: CookieOptions; settings: CookieSettings }[] = [];
  return (given) => {
    const options = ownCookieOptions(given);
    const known = remembered.find((each) => isSame(each.options, options));
    if (known !== undefined) return known.settings;
    const settings = cookieSettings(options);
    remembered.push({ options, settings });
    if (remembered.length > MAX_ENTRIES) remembered.shift();
    return settings;
  };
}
