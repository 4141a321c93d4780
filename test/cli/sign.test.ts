import { SecureCookieSessionInterface } from "dewar";
import { URLSafeTimedSerializer } from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";
import { Peer } from "../interop/peer.ts";
import { dewar, dewarJSON } from "./dewar.ts";

const KEY = "a-key-for-the-tests-of-the-command-line";
const env = { SECRET_KEY: KEY };
const sessions = new SecureCookieSessionInterface({ secretKey: KEY });

test("a cookie that dewar opens", async () => {
  const { stdout, stderr, code } = await dewar(["sign", '{"username":"alice"}'], { env });
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  const session = sessions.openSession(`session=${stdout.trim()}`);
  expect({ ...session }).toEqual({ username: "alice" });
});

test("a cookie that real Flask reads, Python's types included", async () => {
  const peer = new Peer();
  try {
    const json =
      '{"_flashes":[{" t":["message","Hi"]}],"id":{" u":"12345678123456781234567812345678"}}';
    const { cookie } = await dewarJSON<{ cookie: string }>(["sign", json], { env });
    const now = Math.floor(Date.now() / 1000);
    const read = await peer.ask<{ payload: string }>("session_load", { keys: [KEY], cookie, now });
    expect(read.payload).toBe(json);
  } finally {
    await peer.close();
  }
});

test("--header, --name, --permanent, --at, by stdin", async () => {
  const { stdout } = await dewar(
    ["sign", "--header", "--name", "my_app", "--permanent", "--at", "2023-11-14T22:13:20Z"],
    { env, input: '{"a":1}' },
  );
  const [, value = ""] = /^Cookie: my_app=(\S+)\n$/.exec(stdout) ?? [];
  const serializer = sessions.signingSerializer;
  expect(serializer.loads(value, { returnTimestamp: true })).toEqual([
    { _permanent: true, a: 1 },
    new Date("2023-11-14T22:13:20Z"),
  ]);
});

test("the known answer", async () => {
  const args = ["sign", "--at", "1700000000", '{"a":1}'];
  expect(await dewarJSON(args, { env: { SECRET_KEY: "k" } })).toEqual({
    exit: 0,
    cookie: "eyJhIjoxfQ.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74",
    name: "session",
    header: "Cookie: session=eyJhIjoxfQ.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74",
    bytes: 45,
    signedAt: "2023-11-14T22:13:20Z",
    key: "SECRET_KEY",
  });
});

test("the name is the application's, and the scheme can be", async () => {
  const named = { FLASK_SECRET_KEY: KEY, FLASK_SESSION_COOKIE_NAME: "__Host-app" };
  const args = ["sign", "{}", "--salt", "mine", "--key-derivation", "concat", "--digest", "sha256"];
  const { cookie, name } = await dewarJSON<{ cookie: string; name: string }>(args, { env: named });
  expect(name).toBe("__Host-app");
  const reader = new URLSafeTimedSerializer(KEY, {
    salt: "mine",
    signerOptions: { keyDerivation: "concat", digestMethod: "sha256" },
  });
  expect(reader.loads(cookie)).toEqual({});
});

describe("refuses", () => {
  test.each(["[1]", '"text"', "null", "{", "", '{" u":"no uuid"}', '{" t":[1]}'])(
    "%j",
    async (json) => {
      expect(await dewarJSON(["sign"], { env, input: json })).toMatchObject({
        exit: 2,
        error: { code: "ERR_NOT_AN_OBJECT" },
      });
    },
  );
});

describe("what decode prints for people", () => {
  const printed =
    '{"a":{" b":"YQ=="},"b":{" t":[1,"x"]},"c":{" m":"<b>"},"d":{" u":"12345678123456781234567812345678"}}';

  test("is told from other mistakes, and its JSON can be signed", async () => {
    const { cookie } = await dewarJSON<{ cookie: string }>(["sign", printed], { env });
    const { stdout: forPeople } = await dewar(["decode", cookie]);
    for (const input of [forPeople, '{ "a": bytes("YQ==") }', '{ "b": tuple(1, "x") }'])
      expect(await dewarJSON(["sign"], { env, input })).toMatchObject({
        exit: 2,
        error: {
          message:
            "Expected a JSON object, which is what a session is; got what dewar decode prints for people.",
          fix: 'Use the JSON that was signed: dewar decode --json prints it as "text".',
        },
      });
    const { text } = await dewarJSON<{ text: string }>(["decode", cookie]);
    const { exit } = await dewarJSON(["sign"], { env, input: text });
    expect(exit).toBe(0);
  });

  test("a shell that took the quotes is another mistake", async () => {
    expect(await dewarJSON(["sign", "{username:alice}"], { env })).toMatchObject({
      error: { fix: 'Quote it for the shell: dewar sign \'{"username":"alice"}\'' },
    });
  });
});
