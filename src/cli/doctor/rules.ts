/** `error`: fix it. `warning`: fix it, or have a reason not to. `note`: it could be better. */
export type Level = "error" | "warning" | "note";

/** The rules of doctor: a sentence for the list, and why the rule matters. */
export const RULES = {
  "cookie-secure": {
    about: "The cookie is sent over https only.",
    why: "Without Secure the browser also sends the cookie over plain http, where anyone on the network can read and use it.",
  },
  "cookie-httponly": {
    about: "Scripts cannot read the cookie.",
    why: "Without HttpOnly any script that gets into a page can steal the session.",
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
    why: "With Domain every subdomain gets the session, including those that someone else runs.",
  },
  "cookie-path": {
    about: "The cookie is for the whole host.",
    why: "A path is no protection, since a page of another path can read the cookie all the same; but it hides the session from the rest of the application.",
  },
  "cookie-partitioned": {
    about: "Partitioned comes with Secure.",
    why: "Browsers silently drop a Partitioned cookie without Secure.",
  },
  "cookie-lifetime": {
    about: "The session ends in a reasonable time.",
    why: "A signed cookie cannot be revoked: anyone who copies it can use it until it expires. Browsers keep a cookie for at most 400 days.",
  },
  "cookie-size": {
    about: "The cookie is small enough to be kept.",
    why: "Browsers silently drop a cookie of more than 4096 bytes, and every request carries all of it.",
  },
  "cookie-duplicate": {
    about: "A response sets the cookie only once.",
    why: "If a response sets a name twice, browsers keep the last cookie; servers and proxies differ (RFC 6265 section 4.1.1).",
  },
  "response-vary": {
    about: "The response says that it depends on the cookie.",
    why: "Without Vary: Cookie a cache may show one visitor's page to another.",
  },
  "response-cache-control": {
    about: "No shared cache stores the cookie.",
    why: "A shared cache that stores this response gives the visitor's Set-Cookie to everyone: they become the same visitor.",
  },
  "transport-https": {
    about: "The page comes over https.",
    why: "Over plain http anyone on the network can read the cookie and change the page.",
  },
  "key-missing": {
    about: "There is a secret key.",
    why: "Without a key there are no sessions: dewar and Flask raise an error at the first write.",
  },
  "key-known": {
    about: "The key is a secret.",
    why: "Anyone who knows the key can sign a session as any user. Attackers try keys from tutorials and leaks first.",
  },
  "key-short": {
    about: "The key is long and random.",
    why: "Every visitor has a signature to test guessed keys on, as fast as computers allow.",
  },
  "key-fallbacks": {
    about: "Old keys are removed when their sessions have ended.",
    why: "Sessions signed with a fallback are still accepted, so each fallback is one more key that can leak.",
  },
  options: {
    about: "The options fit together.",
    why: "dewar refuses to start with options that would fail later, in browsers or in Flask.",
  },
  "payload-secret": {
    about: "There is no secret in the payload.",
    why: "The payload is signed, not encrypted: the visitor, and anyone who sees the cookie in a log, can read it.",
  },
  clock: {
    about: "The clock of the server is right.",
    why: "Flask rejects a session from a clock that is one second ahead; dewar tolerates clockSkewSeconds.",
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
  /** What was found. It never holds a value of the payload or a key. */
  readonly what: string;
  readonly fix: string;
}

export const finding = (rule: RuleId, level: Level, what: string, fix: string): Finding => ({
  rule,
  level,
  what,
  fix,
});

/** The subject, the rules that were checked, and the findings. */
export interface Examination {
  /** A URL, or the environment. */
  readonly subject: string;
  /** A sentence that names the response and the cookie. */
  readonly seen: string;
  readonly checked: readonly RuleId[];
  readonly findings: readonly Finding[];
}
