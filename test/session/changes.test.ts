import { Tuple } from "dewar";
import { describe, expect, test } from "vitest";
import { cookieFrom, cookieOf, NOW, payloadOf, sessionsAt, visit } from "./kit.ts";

const PLAIN = cookieOf({ a: 1, l: [] });

describe("changes deep inside are saved (pain 7)", () => {
  test.each<[string, object, (session: { get(key: string): never }) => void, string]>([
    ["push", { l: [1] }, (s) => (s.get("l") as number[]).push(2), '{"l":[1,2]}'],
    [
      "member",
      { o: { a: { b: 1 } } },
      (s) => {
        (s.get("o") as { a: { b: number } }).a.b = 2;
      },
      '{"o":{"a":{"b":2}}}',
    ],
    [
      "Date",
      { d: new Date(0) },
      (s) => void (s.get("d") as Date).setUTCFullYear(1971),
      '{"d":{" d":"Fri, 01 Jan 1971 00:00:00 GMT"}}',
    ],
    [
      "bytes",
      { b: Uint8Array.of(1) },
      (s) => void (s.get("b") as Uint8Array).fill(2),
      '{"b":{" b":"Ag=="}}',
    ],
    [
      "inside a tuple",
      { t: Tuple.of([1]) },
      (s) => void (s.get("t") as [number[]])[0].push(2),
      '{"t":{" t":[[1,2]]}}',
    ],
  ])("%s", (_, data, change, payload) => {
    const response = visit((session) => change(session as never), cookieOf(data));
    expect(payloadOf(cookieFrom(response))).toBe(payload);
  });

  test("by iteration and by spread", () => {
    for (const reach of [
      (session: Iterable<[string, unknown]>) => [...session][0]?.[1],
      (session: object) => Object.values(session)[0],
    ]) {
      const response = visit(
        (session) => (reach(session) as number[]).push(1),
        cookieOf({ l: [] }),
      );
      expect(payloadOf(cookieFrom(response))).toBe('{"l":[1]}');
    }
  });

  test("looking without changing sends nothing", () => {
    expect(visit((session) => JSON.stringify(session.l), PLAIN).setCookie).toEqual([]);
  });

  test("a change that is undone is no change", () => {
    const { setCookie } = visit((session) => {
      session.l.push(1);
      session.l.pop();
    }, PLAIN);
    expect(setCookie).toEqual([]);
  });
});

describe("what nobody touched keeps its text", () => {
  // Signed as another port would write it: floats, unknown tags, odd order, raw UTF-8, white space.
  const foreign = `{ "z": 1.0, "f":[1e5,-0.0], "_user_id":"7", "tag":{" x":[1]}, "é":"ü", "big":123456789012345678901234567890 }`;
  const cookie = () => {
    const { signer } = sessionsAt().signingSerializer;
    const payload = Buffer.from(foreign).toString("base64url");
    return `session=${signer.sign(payload)}`;
  };

  test("while another key changes", () => {
    const response = visit((session) => session.set("n", 1), cookie());
    expect(payloadOf(cookieFrom(response))).toBe(
      '{"_user_id":"7","big":123456789012345678901234567890,"f":[1e5,-0.0],"n":1,"tag":{" x":[1]},"z":1.0,"\\u00e9":"ü"}',
    );
  });

  test("and a refresh signs the payload as it is", () => {
    const { signer } = sessionsAt().signingSerializer;
    const payload = Buffer.from('{ "_permanent": true, "z": 1.0 }').toString("base64url");
    const response = visit(() => {}, `session=${signer.sign(payload)}`, {}, NOW + 5);
    expect(cookieFrom(response).startsWith(`session=${payload}.`)).toBe(true);
  });
});
