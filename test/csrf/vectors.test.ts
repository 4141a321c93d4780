// What real Flask-WTF makes, accepts and refuses. Where dewar differs, a difference says so and why.
import { Session } from "dewar";
import { CSRFError, generateCsrf, validateCsrf } from "dewar/csrf";
import { describe, expect, test, vi } from "vitest";
import { key } from "../vectors/keys.ts";
import { toValue } from "../vectors/values.ts";
import {
  ask,
  asked,
  dataOf,
  generated,
  optionsOf,
  type RequestVector,
  raws,
  type ValidateVector,
  validated,
} from "./vectors.ts";

const given: Uint8Array[] = [];
vi.mock("#platform", async (original) => ({
  ...(await original<object>()),
  randomBytes: () => given.shift(),
}));

const tokenOptions = (vector: { config: Parameters<typeof optionsOf>[0]; now: number }) => {
  const {
    methods: _,
    headers: __,
    sslStrict: ___,
    ...options
  } = optionsOf(vector.config, vector.now);
  return options;
};

test("there are vectors of every kind", () => {
  expect(raws.length).toBeGreaterThan(40);
  expect(generated.length + validated.length).toBeGreaterThan(140);
  expect(asked.length).toBeGreaterThan(200);
});

describe("the token is the one that Flask-WTF makes", () => {
  test.each(raws.filter(({ expect }) => expect.exception === undefined))(
    "$id $group",
    ({ random, calls, expect: expected, ...vector }) => {
      given.splice(
        0,
        given.length,
        ...random.map((hex) => key({ $type: "bytes", hex }) as Uint8Array),
      );
      const session = new Session(dataOf(vector.session));
      const options = tokenOptions(vector);
      const tokens = calls.map(({ token_key }) =>
        // Flask-WTF takes a second key for the same name from the first call of the request.
        generateCsrf(
          session,
          token_key === undefined ? options : { ...options, fieldName: token_key },
        ),
      );
      expect(tokens).toEqual(expected.tokens);
      expect({ ...session }).toEqual(dataOf(expected.session));
      expect(random.length - given.length).toBe(expected.random_used);
    },
  );

  test.each(generated)("$id $group", ({ secret_key, raw, now, expect: { token } }) => {
    const session = new Session({ csrf_token: toValue(raw) });
    const options = { secretKey: key(secret_key), clock: () => now * 1000, allowWeakKey: true };
    expect(generateCsrf(session, options)).toBe(token);
  });
});

/** What Flask-WTF says to a value that is not text: an error that becomes a page with status 500. */
const ODD = "The CSRF tokens do not match.";

/** Where dewar says something else on purpose. */
function differently({ expect: flask, group, ...vector }: ValidateVector): string | undefined {
  const isText = Object.values(vector.session ?? {}).every((each) => typeof each === "string");
  // Text beyond ASCII can be compared here.
  if (flask.exception === "TypeError")
    return group === "odd_raw" && isText && isSame(vector) ? "ok" : ODD;
  if (group === "fallback_keys") return "ok"; // Fallback keys are read.
  if (flask.ok && hasOtherSpelling(`${vector.data}`)) return "The CSRF token is invalid.";
  if (group === "bomb") return "The CSRF token is invalid."; // Inflates to more than 1 MiB.
  return undefined;
}

/** Python's base64 skips what it does not know, and bits that are left over. Here a signature has one spelling. */
const hasOtherSpelling = (token: string): boolean => {
  const signature = token.split(".").at(-1) ?? "";
  return Buffer.from(signature, "base64url").toString("base64url") !== signature;
};

const isSame = ({ data, session }: { data: string | null; session: object | null }): boolean => {
  const payload = Buffer.from(`${data}`.split(".")[0] ?? "", "base64url").toString();
  return payload === JSON.stringify((session as { csrf_token: string }).csrf_token);
};

describe("a token is accepted or refused as by Flask-WTF, with the same words", () => {
  test.each(validated)("$id $group", (vector) => {
    const session = new Session(dataOf(vector.session));
    const options = tokenOptions(vector);
    const limit = vector.args?.time_limit;
    const said = (): string => {
      try {
        validateCsrf(
          session,
          vector.data,
          limit === undefined ? options : { ...options, timeLimit: limit },
        );
        return "ok";
      } catch (error) {
        expect(error).toBeInstanceOf(CSRFError);
        return (error as CSRFError).message;
      }
    };
    const { ok, error = "" } = vector.expect;
    expect(said()).toBe(differently(vector) ?? (ok ? "ok" : error));
    expect(session.modified).toBe(false);
  });
});

/** The same for requests. */
function otherwise({
  expect: flask,
  headers,
  group,
  ...vector
}: RequestVector): object | undefined {
  const mismatch = { status: 400, text: "The referrer does not match the host." };
  // No port, or an odd one: an error with status 500 in Flask.
  if (flask.exception === "ValueError") return mismatch;
  const referrer = headers["Referer"] ?? "";
  // Python takes what stands in brackets for the host, whatever is around it.
  if (flask.status === 200 && /^https?:\/\/(?:[^/@[]+\[|\[[^\]]*\][^/:])/i.test(referrer))
    return mismatch;
  // Browsers leave the port out, and Flask refuses a Referer that has it.
  const host = /^https:\/\/([^/:]+)(?::443)?\/$/.exec(vector.base_url ?? "")?.[1];
  if (new RegExp(`^https://(?:[^/#@]*@)?${host}:0*443(?:/|$)`, "i").test(referrer))
    return { status: 200, text: "passed" };
  // Python's base64, as above.
  const sent = `${vector.body}`.replace(/^csrf_token=/, "");
  if (
    group === "request_tampered" &&
    flask.status === 200 &&
    hasOtherSpelling(decodeURIComponent(sent))
  )
    return { status: 400, text: "The CSRF token is invalid." };
  // A path without a route for this method is checked like any other.
  if (flask.status === 405) return group === "request_wrong_endpoint" ? { status: 400 } : {};
  return undefined;
}

describe("a request is let through or refused as by Flask-WTF", () => {
  test.each(asked)("$id $group", async (vector) => {
    const { status, error, set_cookie = [], vary = [] } = vector.expect;
    const response = await ask(vector);
    const answer = {
      status: response.status,
      text: await response.text(),
      cookies: response.headers.getSetCookie(),
      vary: response.headers.get("vary")?.split(", ") ?? [],
    };
    const other = otherwise(vector);
    if (other !== undefined) return expect(answer).toMatchObject(other);
    const text = status === 200 ? "passed" : error;
    expect(answer).toEqual({ status, text, cookies: set_cookie, vary });
  });
});
