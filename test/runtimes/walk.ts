// One walk through the package. The cookies were written by Flask 3.1.3.
import { Markup, SecureCookieSessionInterface, Tuple, UUID } from "dewar";
import { SignatureExpired, URLSafeTimedSerializer } from "dewar/itsdangerous";
import { same, throws } from "./check.ts";

export const secretKey = "runtime-walk-key-0123456789abcdef0123456789abcdef";
const SIGNED_AT_MS = 1_700_000_000_000;
export const clock = (): number => SIGNED_AT_MS + 60_000;

const RICH =
  ".eJx1j8sKwjAQRX8lzDroJE3TGlRwJQiCC1c-kESDDdgoaaIL8d9Ni1tXA-few8y84fSwodXe-ggqhmQppM4Gr1sLCvTNnS1QeLrOxQ5UQSHo6O6g2AgpPLQLoN5AsrtnlB8_ff4akMn6YlPPILNXY_0ALxlu8w6CnKy0Jxy5IFgoFApLslxv-7a7DN2Uu4wXopRV_W_29Sa2t0FoszA188ZNx2beJ8Zd86Gs5BPOShQSZS3kpJIUfu_t7oeEaA05JF6xAj5fJd9JPw.ZVPxAA.sm_la1_SyeN5wShRiehzTunL52g";
const COMPRESSED =
  ".eJyrVipJrShRslKKyo8pNTBITVIYZYwyRhmjjFHGKGMEMpRqAaL2Q2Y.ZVPxAA.yIly1BHWZzRU7MrdFhL4ZVoM4qQ";
export const FLASHED =
  "eyJfZmxhc2hlcyI6W3siIHQiOlsic3VjY2VzcyIsIlNhdmVkIl19XSwidXNlcm5hbWUiOiJib2IifQ.ZVPxAA.5TEA8Ejm8gRXDbJa6Tyn4SSRBKo";

/** Reads, changes, saves and rejects; throws at the first thing that is not so. */
export function walk(): void {
  const sessions = new SecureCookieSessionInterface({ secretKey, clock });

  const rich = sessions.openSession(`a=1; session=${RICH}; b=2`);
  same("status", rich.status, "valid");
  same("permanent", rich.permanent, true);
  same(
    "plain values",
    [rich.username, rich.visits, rich.ratio, rich.name],
    ["alice", 3, 1, "Zoë ✓"],
  );
  same("tuple", [rich.pair instanceof Tuple, [...rich.pair]], [true, [1, 2]]);
  same("bytes", [...rich.raw], [0, 255]);
  same("datetime", rich.when, "2024-01-02T03:04:05.000Z");
  same("uuid", rich.id instanceof UUID && String(rich.id), "12345678-1234-5678-1234-567812345678");
  same("markup", rich.html instanceof Markup && String(rich.html), "<b>hi</b>");
  same("big integer", String(rich.big), String(2n ** 60n));
  same("inflate", sessions.openSession(`session=${COMPRESSED}`).text, "Zoë ".repeat(200));

  const flashed = sessions.openSession(`session=${FLASHED}`);
  same("flash", flashed.getFlashedMessages({ withCategories: true }), [["success", "Saved"]]);
  flashed.visits = 1;
  flashed.text = "long ".repeat(500);
  const headers = new Headers();
  sessions.saveSession(flashed, headers);
  same("Vary", headers.get("vary"), "Cookie");
  const [setCookie = ""] = headers.getSetCookie();
  const cookie = setCookie.split(";")[0];
  same("deflate", cookie?.startsWith("session=."), true);
  const again = sessions.openSession(cookie);
  same("round trip", [again.status, again.username, again.visits], ["valid", "bob", 1]);
  same("flashed once", again.getFlashedMessages(), []);

  const tampered = sessions.openSession(`session=${FLASHED.replace("eyJf", "eyJg")}`);
  same("tampered", [tampered.status, Object.keys(tampered)], ["bad-signature", []]);

  const rotated = new SecureCookieSessionInterface({
    secretKey: "the-new-key-0123456789abcdef0123456789abcdef",
    secretKeyFallbacks: [secretKey],
    clock,
  });
  const old = rotated.openSession(`session=${FLASHED}`);
  same("rotation", [old.status, old.username], ["valid-old-key", "bob"]);
  const signedAnew = new Headers();
  rotated.saveSession(old, signedAnew);
  const [anew] = signedAnew.getSetCookie();
  same("rotated", rotated.openSession(anew?.split(";")[0]).status, "valid");

  const late = new SecureCookieSessionInterface({ secretKey, clock: Date.now });
  same("expiry", late.openSession(`session=${FLASHED}`).status, "expired");

  const tokens = new URLSafeTimedSerializer(secretKey, {
    salt: "activate",
    signerOptions: { keyDerivation: "django-concat", digestMethod: "sha512", clock },
  });
  const token = tokens.dumps({ id: 7 });
  same("token", tokens.loads(token, { maxAge: 60 }), { id: 7 });
  throws("maxAge", () => tokens.loads(token, { maxAge: -1 }), SignatureExpired);
}
