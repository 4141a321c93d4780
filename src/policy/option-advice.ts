const LIFETIME =
  "Use permanentSessionLifetime, in seconds or parts such as { days: 7 }, and set session.permanent = true.";
const OWN_IDS = "dewar does that itself. Leave it out.";
const STORE = "Pass session() one of dewar/store.";
const SAVED = "A session is saved when it changes. Leave it out.";
const ALWAYS_SIGNED = "dewar always signs the session's cookie, and needs only one. Leave it out.";

/**
 * The options of other libraries, in lower case without separators, and what to do here:
 * express-session, cookie-session, koa-session, iron-session, @fastify/session, @fastify/secure-session,
 * and Flask where the name differs.
 */
const ELSEWHERE: Readonly<Record<string, string>> = {
  secret: "Use secretKey.",
  password: "Use secretKey.",
  keys: "Use secretKey for the newest key, and secretKeyFallbacks for the older ones.",
  key: "Use secretKey for the key, or cookie.name for the cookie's name.",
  cookiename: "Use cookie.name.",
  sessionname:
    "Use cookie.name for the cookie's name, or the adapter's \"property\" for the name on the request.",
  cookieoptions: "Use cookie.",
  cookieprefix: "Write the prefix into cookie.name.",
  store: STORE,
  contextstore: STORE,
  genid: OWN_IDS,
  idgenerator: OWN_IDS,
  unset: OWN_IDS,
  externalkey: OWN_IDS,
  resave: SAVED,
  saveuninitialized: SAVED,
  autocommit: SAVED,
  rolling: "Use refreshEachRequest.",
  renew: "Use refreshEachRequest.",
  sessionrefresheachrequest: "Use refreshEachRequest.",
  maxage: LIFETIME,
  ttl: LIFETIME,
  expires: LIFETIME,
  expiresin: LIFETIME,
  expiry: LIFETIME,
  lifetime: LIFETIME,
  idletimeout: LIFETIME,
  sessionlifetime: LIFETIME,
  signed: ALWAYS_SIGNED,
  overwrite: ALWAYS_SIGNED,
  priority: "It is not standardised. Leave it out.",
  encode: "The cookie's value is base64url, which needs no encoding. Leave it out.",
  decode: "The cookie's value is base64url, which needs no encoding. Leave it out.",
  algorithm: "Use digestMethod.",
  proxy:
    'Tell the framework that it is behind a proxy, such as Express\' app.set("trust proxy", 1).',
  trustproxy:
    'Tell the framework that it is behind a proxy, such as Express\' app.set("trust proxy", 1).',
};

/** A name in the form in which names are compared: without case, separators and Flask's prefix. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z\d]/g, "")
    .replace(/^sessioncookie/, "");

/**
 * What to write instead of an option that does not exist.
 *
 * @param inCookie - whether it is in `cookie`
 * @param places - the options by their place, such as `cookie.name`, with their names
 * @returns a sentence; `undefined` if no option is close
 */
export function adviceFor(
  name: string,
  inCookie: boolean,
  places: ReadonlyMap<string, string>,
): string | undefined {
  const meant = plain(name);
  // An option of the same level comes first: `cookie.Path` means `cookie.path`.
  const sorted = [...places].sort(
    ([a], [b]) =>
      Number(b.startsWith("cookie.") === inCookie) - Number(a.startsWith("cookie.") === inCookie),
  );
  const same = sorted.find(([, each]) => plain(each) === meant);
  if (same !== undefined) return `Use ${same[0]}.`;
  if (Object.hasOwn(ELSEWHERE, meant)) return ELSEWHERE[meant];
  const close = sorted
    .map(([place, each]) => ({ place, steps: distance(plain(each), meant), most: each.length / 3 }))
    .filter(({ steps, most }) => steps <= most)
    .sort((a, b) => a.steps - b.steps)[0];
  return close && `Did you mean ${close.place}?`;
}

/** How many letters to add, remove, replace or swap to turn one text into the other (Damerau and Levenshtein). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = swaps ? (before[j - 2] ?? 0) + 1 : replaced;
      row.push(Math.min(replaced, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
