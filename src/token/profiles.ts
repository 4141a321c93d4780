import { hmac } from "#platform";
import {
  type DigestMethod,
  type KeyDerivation,
  type SecretKey,
  Signer,
} from "../itsdangerous/index.ts";
import type { Parts } from "./parts.ts";

/** A way of signing: everything that two sides must agree on, besides the key. */
export interface Scheme {
  readonly salt: string;
  readonly keyDerivation: KeyDerivation;
  readonly digestMethod: DigestMethod;
}

/** A kind of signed token that Flask or one of its extensions makes. */
export interface Profile extends Scheme {
  readonly id: string;
  /** Its name, for a sentence: "This is ...". */
  readonly title: string;
  readonly shapes: readonly Parts["shape"][];
  /** How old it may be, in seconds; `undefined` if the code that reads it decides. */
  readonly maxAge?: number;
}

const DAY = 86_400;

/** The usual kinds: those of Flask, ItsDangerous, Flask-Session, Flask-WTF and Flask-Login. */
export const PROFILES: readonly Profile[] = [
  {
    id: "session",
    title: "a Flask session",
    ...{ salt: "cookie-session", keyDerivation: "hmac", digestMethod: "sha1" },
    shapes: ["timed"],
    maxAge: 31 * DAY,
  },
  {
    id: "itsdangerous",
    title: "a token of ItsDangerous with its default salt",
    ...{ salt: "itsdangerous", keyDerivation: "django-concat", digestMethod: "sha1" },
    shapes: ["timed", "signed"],
  },
  {
    id: "signer",
    title: "a value of ItsDangerous' Signer with its default salt",
    ...{ salt: "itsdangerous.Signer", keyDerivation: "django-concat", digestMethod: "sha1" },
    shapes: ["timed", "signed"],
  },
  {
    id: "flask-session",
    title: "the id of a session that Flask-Session keeps on the server",
    ...{ salt: "flask-session", keyDerivation: "hmac", digestMethod: "sha1" },
    shapes: ["signed"],
  },
  {
    id: "wtf-csrf-token",
    title: "a CSRF token of Flask-WTF",
    ...{ salt: "wtf-csrf-token", keyDerivation: "django-concat", digestMethod: "sha1" },
    shapes: ["timed"],
    maxAge: 3600,
  },
  {
    id: "remember-token",
    title: "a remember_token of Flask-Login",
    // No salt and no derivation: the secret key itself signs.
    ...{ salt: "", keyDerivation: "none", digestMethod: "sha512" },
    shapes: ["remember"],
  },
];

export const profileNamed = (id: string): Profile =>
  PROFILES.find((profile) => profile.id === id) as Profile;

export const KEY_DERIVATIONS = ["hmac", "django-concat", "concat", "none"] as const;
export const DIGEST_METHODS = ["sha1", "sha256", "sha384", "sha512"] as const;

/** Every usual salt, combined with every derivation and digest. */
export const USUAL_SCHEMES: readonly Scheme[] = PROFILES.filter(({ salt }) => salt !== "").flatMap(
  ({ salt }) =>
    KEY_DERIVATIONS.flatMap((keyDerivation) =>
      DIGEST_METHODS.map((digestMethod) => ({ salt, keyDerivation, digestMethod })),
    ),
);

/** Whether the key, used in this way, made the signature. */
export function isSignedBy(parts: Parts, key: SecretKey, scheme: Scheme): boolean {
  if (parts.shape === "remember") return parts.signature === rememberSignature(parts.signed, key);
  return new Signer(key, scheme).verifySignature(parts.signed, parts.signature);
}

/** The signature of a text under a key, used in this way. */
export function signatureOf(signed: string, key: SecretKey, scheme: Profile | Scheme): string {
  if ("id" in scheme && scheme.id === "remember-token") return rememberSignature(signed, key);
  return new Signer(key, scheme).getSignature(signed);
}

/** Flask-Login: `utils._cookie_digest`. It encodes the key as Latin-1; all others use UTF-8. */
function rememberSignature(id: string, key: SecretKey): string {
  const bytes = typeof key === "string" ? Uint8Array.from(key, (char) => char.charCodeAt(0)) : key;
  const signature = hmac("sha512", bytes).bytes(id);
  return Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
