import type { Described } from "../../token/index.ts";
import { quoted } from "../output.ts";

const NAMES =
  /pass(?:word|wd|phrase|code)|^pw(?:d)?$|secret|token|api_?-?key|private_?-?key|credential|authorization|bearer|jwt|credit|card_?-?(?:no|num)|cvv|cvc|ssn|iban|(?:^|_)pin$|otp|mfa/i;
// Flask-WTF and OAuth libraries keep these in the session on purpose: they are for this visitor only.
const HARMLESS =
  /^_?(?:csrf|xsrf)_?-?token$|^_csrf|_hint$|token_type|tokens?_count|_expires(?:_at|_in)?$/i;
const LOOKS: readonly RegExp[] = [
  /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*$/, // a JWT
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^AKIA[0-9A-Z]{16}$/, // an access key of AWS
  /^gh[pousr]_\w{36,}$/, // a token of GitHub
  /^xox[abprs]-[\w-]{10,}$/, // a token of Slack
  /^sk_(?:live|test)_\w{16,}$/, // a key of Stripe
  /^\$2[aby]\$\d\d\$[./\w]{53}$/, // a bcrypt hash
  /^(?:pbkdf2:|scrypt:|\$argon2)/, // Werkzeug's password hashes, and Argon2's
];

/** The paths of values that look like secrets; never the values. */
export function secretsIn(data: Described, path = "session"): string[] {
  switch (data.type) {
    case "dict":
      return data.members.flatMap(([key, value]) => {
        const here = /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${quoted(key)}]`;
        const named = NAMES.test(key) && !HARMLESS.test(key) && holdsSomething(value);
        return named ? [here] : secretsIn(value, here);
      });
    case "list":
    case "tuple":
      return data.items.flatMap((item, i) => secretsIn(item, `${path}[${i}]`));
    case "str":
      return LOOKS.some((look) => look.test(data.text)) ? [path] : [];
    default:
      return [];
  }
}

/** Whether a value can be a secret: `has_password: true` and `token: null` cannot. */
function holdsSomething(value: Described): boolean {
  if (value.type === "bool" || value.type === "null") return false;
  return value.type !== "str" || value.text !== "";
}
