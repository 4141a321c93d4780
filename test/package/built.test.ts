// What bundling must not change: names, identities, and where an error says it comes from.
import { expect, inject, test } from "vitest";
import { doors } from "../house/source.ts";
import { run } from "./run.ts";

const consumer = inject("consumer");
const inConsumer = (script: string, ...flags: string[]): Promise<string> =>
  run(process.execPath, [...flags, "--input-type=module", "-e", script], consumer);

// Named otherwise in the sources, too.
const CALLED_OTHERWISE: Record<string, string> = {
  "dewar/inspector": "inspector is \n",
};

test.each(doors)("$name: what it exports bears the name that it is exported by", async (door) => {
  const script = `
    for (const [name, value] of Object.entries(await import("${door.name}")))
      if (typeof value === "function" && value.name !== name) console.log(name, "is", value.name);`;
  expect(await inConsumer(script)).toBe(CALLED_OTHERWISE[door.name] ?? "");
});

test("a class is the same one behind every door", async () => {
  const script = `
    import { SecureCookieSessionInterface, Session, SessionError } from "dewar";
    import { OutsideOfRequestContextError } from "dewar/context";
    import { session } from "dewar/fetch";
    import { BadSignature } from "dewar/itsdangerous";
    const sessions = new SecureCookieSessionInterface({ secretKey: "0123456789abcdef".repeat(4) });
    try {
      sessions.signingSerializer.loads("e30.ZVPxAA.AAAA");
    } catch (error) {
      console.log(error instanceof BadSignature);
    }
    console.log(OutsideOfRequestContextError.prototype instanceof SessionError);
    const handle = session(sessions)((_request, session) => {
      console.log(session instanceof Session);
      return new Response();
    });
    await handle(new Request("http://localhost/"));`;
  expect(await inConsumer(script)).toBe("true\ntrue\ntrue\n");
});

test("with source maps, a stack trace leads to the sources", async () => {
  const script = `
    import { SecureCookieSessionInterface } from "dewar";
    try {
      new SecureCookieSessionInterface({ secretKey: 1 });
    } catch (error) {
      console.log(error.stack);
    }`;
  const lines = (await inConsumer(script, "--enable-source-maps")).match(/dewar\/.*\.[jt]s:\d+/g);
  expect(lines?.at(-1)).toMatch(/^dewar\/src\/cookie\/secure-cookie\.ts:\d+$/);
  expect(lines?.filter((line) => line.startsWith("dewar/dist/"))).toEqual([]);
});
