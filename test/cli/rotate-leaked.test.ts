// After a leak: no fallback anywhere. The reason that the command gives is true, in dewar and in Flask.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SecureCookieSessionInterface, type Session } from "dewar";
import { describe, expect, test } from "vitest";
import { dewar, dewarJSON, PYTHON, run } from "./dewar.ts";

const OLD = "the-leaked-key-of-the-tests-of-rotate";
const NEW = "the-newest-key-of-the-tests-of-rotate";

describe("--leaked", () => {
  test("the lines leave a shell with the new key alone, for Flask too", async () => {
    const env = {
      FLASK_SECRET_KEY: OLD,
      FLASK_SECRET_KEY_FALLBACKS: '["older"]',
      SECRET_KEY: OLD,
      OLD_SECRET_KEY: "older",
    };
    const answer = await dewarJSON<{
      key: string;
      lines: { flask: string[]; own: string[] };
    }>(["rotate", "--leaked"], { env });
    expect(answer).toMatchObject({ exit: 0, leaked: true });
    expect(answer).not.toHaveProperty("dropAfter");
    const ask =
      "import json, os; from flask import Flask; app = Flask('a'); app.config.from_prefixed_env();" +
      "print(json.dumps([app.config['SECRET_KEY'], app.config['SECRET_KEY_FALLBACKS']," +
      "os.environ['SECRET_KEY'], os.environ.get('OLD_SECRET_KEY')]))";
    const { flask, own } = answer.lines;
    const script = [...flask, ...own, `exec "${PYTHON}" -c "${ask}"`].join("\n");
    const { stdout } = await run("bash", ["--norc", "-c", script], { env });
    expect(JSON.parse(stdout)).toEqual([answer.key, null, answer.key, null]);
  });

  test("--file takes the fallbacks out, and prints no key", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dewar-leaked-"));
    const file = join(folder, ".env");
    writeFileSync(
      file,
      `FLASK_SECRET_KEY_FALLBACKS='["older"]'\nA=1\nFLASK_SECRET_KEY=${OLD}\nexport OLD_SECRET_KEY=older\nSECRET_KEY=${OLD}\n`,
    );
    const { stdout, code } = await dewar(["rotate", "--leaked", "--file", file]);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(new RegExp(`${OLD}|[0-9a-f]{64}`));
    expect(readFileSync(file, "utf8")).toMatch(
      /^A=1\nFLASK_SECRET_KEY=([0-9a-f]{64})\nSECRET_KEY=\1\n$/,
    );
    rmSync(folder, { recursive: true });
  });

  test("says why no fallback may stay, and what to do in Flask", async () => {
    const { stdout } = await dewar(["rotate", "--leaked"]);
    expect(stdout).toContain("Everyone logs in again.");
    expect(stdout).toContain("Do not keep the old key as a fallback, in dewar or in Flask's");
    expect(stdout).toContain("unset FLASK_SECRET_KEY_FALLBACKS");
    expect(stdout).not.toContain("Drop the old key");
    const planned = await dewar(["rotate"]);
    expect(planned.stdout).toContain("use --leaked instead");
    expect(planned.stdout).toContain("Drop the old key 31 days after");
  });
});

describe("the reason: a forged session outlives a leaked key that is kept as a fallback", () => {
  const forger = new SecureCookieSessionInterface({ secretKey: OLD });
  const victim = { secretKey: NEW, secretKeyFallbacks: [OLD] };

  function forged(permanent: boolean): string {
    const session = forger.openSession(null) as Session<Record<string, unknown>>;
    session.update({ username: "admin" });
    if (permanent) session.permanent = true;
    const headers = new Headers();
    forger.saveSession(session, headers);
    return headers.getSetCookie()[0]?.split(";")[0] ?? "";
  }

  test("in dewar, once it is read", () => {
    const sessions = new SecureCookieSessionInterface(victim);
    const session = sessions.openSession(forged(false)) as Session<{ username: string }>;
    expect(session.username).toBe("admin");
    const headers = new Headers();
    sessions.saveSession(session, headers);
    const [line = ""] = headers.getSetCookie();
    const later = new SecureCookieSessionInterface({ secretKey: NEW }).openSession(
      line.split(";")[0] ?? "",
    );
    expect([later.status, { ...later }]).toEqual(["valid", { username: "admin" }]);
  });

  test("in real Flask, once it is written, or read where it is permanent", async () => {
    const script = `
import json, sys
from flask import Flask, session
app = Flask("a")
app.config.update(SECRET_KEY=${JSON.stringify(NEW)}, SECRET_KEY_FALLBACKS=[${JSON.stringify(OLD)}])
later = Flask("b")
later.config.update(SECRET_KEY=${JSON.stringify(NEW)})
@app.get("/read")
def read(): return session.get("username", "")
@app.get("/write")
def write():
    session["seen"] = 1
    return session.get("username", "")
@later.get("/")
def index(): return session.get("username", "nobody")
def outlives(path, cookie):
    response = app.test_client(use_cookies=False).get(path, headers={"Cookie": cookie})
    assert response.text == "admin"
    line = response.headers.get("Set-Cookie")
    if line is None: return None
    return later.test_client(use_cookies=False).get("/", headers={"Cookie": line.split(";")[0]}).text
plain, permanent = json.load(sys.stdin)
print(json.dumps([outlives("/read", plain), outlives("/write", plain), outlives("/read", permanent)]))
`;
    const input = JSON.stringify([forged(false), forged(true)]);
    const { stdout, stderr } = await run(PYTHON, ["-c", script], { input });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual([null, "admin", "admin"]);
  });
});
