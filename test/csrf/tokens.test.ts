// Tokens, whatever a visitor sends and whatever lies in the session.
import { Session } from "dewar";
import { CSRFError, generateCsrf, validateCsrf } from "dewar/csrf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeOf } from "./code-of.ts";
import { SECRET } from "./secret.ts";

const secretKey = SECRET;
const options = { secretKey };

describe("tokens", () => {
  const sessionWith = (csrf_token: unknown): Session => new Session({ csrf_token });

  test("whatever is sent is refused with a CSRFError, or is the token", () => {
    const visitor = new Session();
    const token = generateCsrf(visitor, options);
    const hostile = fc.oneof(
      fc.anything(),
      fc.string({ unit: "binary" }),
      fc.string().map((text) => token + text),
      fc.tuple(fc.nat(token.length), fc.string()).map(([at, text]) => token.slice(0, at) + text),
      fc.tuple(fc.nat(token.length), fc.string()).map(([at, text]) => text + token.slice(at)),
    );
    fc.assert(
      fc.property(hostile, (data) => {
        const code = codeOf(() => validateCsrf(visitor, data, options));
        expect(code).toBe(data === token ? "none" : code);
        if (data !== token) expect(code).toMatch(/^ERR_CSRF_TOKEN_(MISSING|INVALID|EXPIRED)$/);
      }),
      { numRuns: 3000 },
    );
  });

  test("whatever lies in the session is no crash", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const visitor = sessionWith(raw);
        const token = generateCsrf(visitor, options);
        const code = codeOf(() => validateCsrf(visitor, token, options));
        // Only text is ever equal. Number 0.1 and its like are written as Python writes them.
        expect(code).toBe(typeof raw === "string" ? "none" : "ERR_CSRF_TOKEN_MISMATCH");
      }),
      { numRuns: 1000 },
    );
  });

  test.each([new Uint8Array(20), new Date(0), new Map(), () => 1])(
    "a value that JSON does not have is replaced: %s",
    (raw) => {
      const visitor = sessionWith(raw);
      validateCsrf(visitor, generateCsrf(visitor, options), options);
      expect(visitor.get("csrf_token")).toMatch(/^[0-9a-f]{40}$/);
    },
  );

  test("each session has its own, and a second call changes nothing", () => {
    const [a, b] = [new Session(), new Session()];
    const token = generateCsrf(a, options);
    const raw = a.get("csrf_token");
    generateCsrf(a, options);
    generateCsrf(b, options);
    expect(a.get("csrf_token")).toBe(raw);
    expect(b.get("csrf_token")).not.toBe(raw);
    expect(codeOf(() => validateCsrf(b, token, options))).toBe("ERR_CSRF_TOKEN_MISMATCH");
  });

  test("of an older key are read until it is gone, and none that it signed after its end", () => {
    const now = 1_800_000_000_000;
    const clock = () => now;
    const old = "an-older-key-3e5f7a9b1c";
    const visitor = new Session();
    const token = generateCsrf(visitor, { secretKey: old, clock });
    const code = (...secretKeyFallbacks: object[]) =>
      codeOf(() =>
        validateCsrf(visitor, token, {
          secretKey,
          clock,
          secretKeyFallbacks: secretKeyFallbacks as never,
        }),
      );
    expect(code()).toBe("ERR_CSRF_TOKEN_INVALID");
    expect(code(old as never)).toBe("none");
    expect(code({ key: old, signedBefore: new Date(now + 1000) })).toBe("none");
    expect(code({ key: old, signedBefore: new Date(now) })).toBe("ERR_CSRF_TOKEN_INVALID");
    // And the new one never signs with it.
    expect(
      codeOf(() =>
        validateCsrf(
          visitor,
          generateCsrf(visitor, { secretKey, secretKeyFallbacks: [old] }),
          options,
        ),
      ),
    ).toBe("none");
  });

  test("a key given to one call signs in that call", () => {
    const visitor = new Session();
    generateCsrf(visitor, options);
    const other = { secretKey: "another-key-5d1c7b2e90" };
    const token = generateCsrf(visitor, other);
    expect(codeOf(() => validateCsrf(visitor, token, other))).toBe("none");
    expect(codeOf(() => validateCsrf(visitor, token, options))).toBe("ERR_CSRF_TOKEN_INVALID");
  });

  test("a session's cookie is no token, and a token no cookie", () => {
    const visitor = new Session();
    const token = generateCsrf(visitor, options);
    expect(codeOf(() => validateCsrf(visitor, `session=${token}`, options))).toBe(
      "ERR_CSRF_TOKEN_INVALID",
    );
  });
});

test("an error says nothing of the token, and has a name, a code and a status", () => {
  const error = new CSRFError("ERR_CSRF_TOKEN_INVALID");
  expect({ ...error, name: error.name, message: error.message }).toMatchObject({
    name: "CSRFError",
    code: "ERR_CSRF_TOKEN_INVALID",
    status: 400,
    statusCode: 400,
    expose: true,
    message: "The CSRF token is invalid.",
  });
  expect(new CSRFError("ERR_CSRF_CROSS_ORIGIN").status).toBe(403);
});
