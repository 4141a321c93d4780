// What the options refuse before the program runs.
import { SecureCookieSessionInterface, type SessionOptions } from "dewar";
import { session as express } from "dewar/express";
import { URLSafeTimedSerializer } from "dewar/itsdangerous";

const good: SessionOptions = {
  secretKey: process.env.SECRET_KEY,
  secretKeyFallbacks: [process.env.OLD_KEY],
  permanentSessionLifetime: { days: 7, hours: 1 },
  refreshEachRequest: { hours: 1 },
  clock: Date.now,
  clockSkewSeconds: 10,
  digestMethod: "sha256",
  keyDerivation: "hmac",
  cookie: {
    name: "session",
    secure: "auto",
    sameSite: "Lax",
    domain: undefined,
    partitioned: false,
  },
  onReject: (reason) => console.warn(reason),
};
new SecureCookieSessionInterface({ ...good, permanentSessionLifetime: 3600 });
new SecureCookieSessionInterface({ ...good, cookie: { sameSite: null } });
new SecureCookieSessionInterface({ secretKey: new Uint8Array(32) });

// @ts-expect-error SameSite is Lax, Strict, None or null
express({ secretKey: "key", cookie: { sameSite: "Laxx" } });
// @ts-expect-error Secure is a boolean or "auto"
express({ secretKey: "key", cookie: { secure: "yes" } });
// @ts-expect-error no such attribute of a cookie
express({ secretKey: "key", cookie: { httponly: true } });
// @ts-expect-error fallbacks are a list
express({ secretKey: "key", secretKeyFallbacks: "old" });
// @ts-expect-error no such unit
express({ secretKey: "key", permanentSessionLifetime: { fortnights: 1 } });
// @ts-expect-error a text is no duration
express({ secretKey: "key", permanentSessionLifetime: "7 days" });
// @ts-expect-error no such digest
express({ secretKey: "key", digestMethod: "sha3" });
// @ts-expect-error no such derivation
express({ secretKey: "key", keyDerivation: "pbkdf2" });
// @ts-expect-error a clock gives milliseconds
express({ secretKey: "key", clock: () => new Date() });
// @ts-expect-error a key is text or bytes
express({ secretKey: 42 });
// @ts-expect-error express-session's name for it
express({ secret: "key" });

const tokens = new URLSafeTimedSerializer("secret-key", { salt: "activate" });
tokens.loads("token", { maxAge: 3600 });
// @ts-expect-error no such option
tokens.loads("token", { max_age: 3600 });
// @ts-expect-error a key is text or bytes
new URLSafeTimedSerializer(42);
