import { type CookieSettings, cookieSettings } from "./checks.ts";
import type { CookieOptions } from "./options.ts";

// For a function that makes a cookie of its own for each tenant, too, this many are soon compared.
const MOST = 8;

type Values = Required<{ [Name in keyof CookieOptions]: unknown }>;

const valuesOf = (options: CookieOptions): Values => ({
  name: options.name,
  domain: options.domain,
  path: options.path,
  httpOnly: options.httpOnly,
  secure: options.secure,
  sameSite: options.sameSite,
  partitioned: options.partitioned,
});

const NAMES = Object.keys(valuesOf({})) as (keyof Values)[];
const isSame = (a: Values, b: Values): boolean => NAMES.every((name) => a[name] === b[name]);

/**
 * The {@link cookieSettings} of what a function gives for each request: prepared once for the same
 * values, in whichever object they come.
 */
export function rememberedSettings(): (options: CookieOptions) => CookieSettings {
  const remembered: { values: Values; settings: CookieSettings }[] = [];
  return (options) => {
    const values = valuesOf(options);
    const known = remembered.find((each) => isSame(each.values, values));
    if (known !== undefined) return known.settings;
    const settings = cookieSettings(values as CookieOptions);
    remembered.push({ values, settings });
    if (remembered.length > MOST) remembered.shift();
    return settings;
  };
}
