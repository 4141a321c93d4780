/** `error`: mend it. `warning`: know why it is so. `note`: it could be better. */
export type Level = "error" | "warning" | "note";

/** What doctor looks at: a sentence for the list of rules, and why it matters. */
export const RULES = {
  "cookie-secure": {
    about: "The cookie is sent over https only.",
    why: "Without Secure the browser sends the cookie over plain http too, where everybody on the way can read and use it.",
  },
  "cookie-httponly": {
    about: "Scripts cannot read the cookie.",
    why: "Without HttpOnly any script that gets into a page can take the session away.",
  },
  "cookie-samesite": {
    about: "Other sites cannot make requests with the cookie.",
    why: "Without SameSite=Lax or Strict, browsers differ in whether a form on another site is sent with the session (cross-site request forgery).",
  },
  "cookie-prefix": {
    about: "The cookie's name keeps other hosts from setting it.",
    why: "Without __Host- a sibling subdomain can put its own cookie of this name in front of the visitor's. An attacker who runs one logs the visitor into the attacker's account (login CSRF by cookie tossing): what the visitor enters next, such as an address or a card, is stored there. Browsers let nobody but this host, over https, set a name that begins with __Host-.",
  },
  "cookie-domain": {
    about: "The cookie is for this host alone.",
    why: "With Domain every subdomain gets the session, also the one that somebody else runs.",
  },
  "cookie-path": {
    about: "The cookie is for the whole host.",
    why: "A path keeps nobody out, as a page of another path can read it all the same; it does hide the session from the rest of the application.",
  },
  "cookie-partitioned": {
    about: "Partitioned comes with Secure.",
    why: "Browsers drop a Partitioned cookie without Secure, silently.",
  },
  "cookie-lifetime": {
    about: "The session ends in a reasonable time.",
    why: "A signed cookie cannot be called back: whoever copies it has it until it expires. Browsers keep none for more than 400 days.",
  },
  "cookie-size": {
    about: "The cookie is small enough to be kept.",
    why: "Browsers drop a cookie of more than 4096 bytes, silently, and every request carries all of it.",
  },
  "cookie-duplicate": {
    about: "The cookie is set once a response.",
    why: "Of two cookies with one name the browser keeps the last; servers and proxies differ (RFC 6265 section 4.1.1).",
  },
  "response-vary": {
    about: "The response says that it depends on the cookie.",
    why: "Without Vary: Cookie a cache may show one visitor's page to another.",
  },
  "response-cache-control": {
    about: "No shared cache stores the cookie.",
    why: "A shared cache that stores this response hands the visitor's Set-Cookie to everybody: they become the same visitor.",
  },
  "transport-https": {
    about: "The page comes over https.",
    why: "Over plain http everybody on the way can read the cookie, and change the page.",
  },
  "key-missing": {
    about: "There is a secret key.",
    why: "Without a key there are no sessions: dewar and Flask raise an error at the first write.",
  },
  "key-known": {
    about: "The key is a secret.",
    why: "Whoever knows the key can sign a session as any user; keys of tutorials and leaks are the first that attackers try.",
  },
  "key-short": {
    about: "The key is long and random.",
    why: "A signature can be tried against guessed keys as fast as computers go: each visitor has one to try on.",
  },
  "key-fallbacks": {
    about: "Old keys go when their sessions have ended.",
    why: "Each fallback is a key that can still sign, and that somebody can still lose.",
  },
  options: {
    about: "The options fit together.",
    why: "dewar refuses to start with options that browsers or Flask would fail on later.",
  },
  "payload-secret": {
    about: "There is no secret in the payload.",
    why: "The payload is signed, not encrypted: the visitor, and whoever sees the cookie in a log, can read it.",
  },
  clock: {
    about: "The clock of the server is right.",
    why: "Flask refuses a session signed by a clock that is ahead by one second, dewar by more than clockSkewSeconds.",
  },
  "session-found": {
    about: "The page sets a session cookie.",
    why: "Without a cookie there is nothing to examine.",
  },
} as const;

export type RuleId = keyof typeof RULES;

export interface Finding {
  readonly rule: RuleId;
  readonly level: Level;
  /** What was found. Never a value of the payload, never a key. */
  readonly what: string;
  readonly fix: string;
}

export const finding = (rule: RuleId, level: Level, what: string, fix: string): Finding => ({
  rule,
  level,
  what,
  fix,
});

/** What was examined, what of it was looked at, and what came of it. */
export interface Examination {
  /** A URL, or the environment. */
  readonly subject: string;
  /** In a sentence: which response, which cookie. */
  readonly seen: string;
  readonly checked: readonly RuleId[];
  readonly findings: readonly Finding[];
}
