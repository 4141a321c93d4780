// What doctor sends, where it follows, and what of an address it prints.
import { afterEach, expect, test } from "vitest";
import { dewar, dewarJSON } from "./dewar.ts";
import { rawSite } from "./raw-site.ts";
import type { Report } from "./report.ts";
import { nodeSite, type Site } from "./servers.ts";

let site: Site | undefined;
afterEach(() => site?.close());

test.each(["http://[", "//[", "http://127.0.0.1:99999/", "javascript:alert(1)", "data:,"])(
  "a redirect to %s ends there",
  async (location) => {
    site = await rawSite(() => `HTTP/1.1 302 Found\r\nLocation: ${location}\r\n\r\n`);
    expect(await dewarJSON<Report>(["doctor", `${site.origin}/`])).toMatchObject({
      exit: 1,
      seen: "Answered 302, without a session cookie.",
    });
  },
);

test("a redirect to this host with a user in it is followed, without the user", async () => {
  const heads: string[] = [];
  site = await rawSite((head) => {
    heads.push(head);
    const { host } = new URL(site?.origin ?? "");
    return head.startsWith("GET /a ")
      ? `HTTP/1.1 302 Found\r\nLocation: http://u:p@${host}/b\r\n\r\n`
      : "HTTP/1.1 200 OK\r\n\r\n";
  });
  const report = await dewarJSON<Report>(["doctor", `${site.origin}/a`]);
  expect(report.seen).toBe("Answered 302, then 200, without a session cookie.");
  expect(heads[1]).not.toMatch(/authorization/i);
});

test("cookies go back as they came, percent signs and all; those with controls are dropped", async () => {
  const cookies: (string | undefined)[] = [];
  site = await nodeSite((req, res) => {
    cookies.push(req.headers.cookie);
    if (req.url !== "/") return res.end();
    res.writeHead(302, { location: "/next", "set-cookie": ["a=%0d%0a%E2%82%AC", "b=1\tx"] }).end();
  });
  await dewar(["doctor", `${site.origin}/`]);
  expect(cookies).toEqual([undefined, "a=%0d%0a%E2%82%AC; b=1\tx"]);
});

test("the user of the address is sent as browsers do, and never printed; nor are query and fragment", async () => {
  const sent: (string | undefined)[] = [];
  site = await nodeSite((req, res) => {
    sent.push(req.headers.authorization, req.url);
    res.end();
  });
  const host = site.origin.slice("http://".length);
  const url = `http://m%C3%A9:s%zzecret@${host}/login?token=hunter2#part`;
  for (const format of ["text", "json", "sarif"]) {
    const { stdout, stderr, code } = await dewar(["doctor", "--format", format, url]);
    expect({ stderr, code }).toEqual({ stderr: "", code: 1 });
    expect(stdout).toContain(`http://${host}/login`);
    expect(stdout).not.toMatch(/zzecret|hunter2|token|#part|%C3/);
  }
  const basic = `Basic ${Buffer.from("mé:s%zzecret").toString("base64")}`;
  expect(sent.slice(0, 2)).toEqual([basic, "/login?token=hunter2"]);
});

test("a --cookie that no header can hold", async () => {
  site = await nodeSite((_req, res) => res.end());
  for (const cookie of ["a=1\nb=2", "a=\u20ac"])
    expect(await dewarJSON(["doctor", "--cookie", cookie, `${site.origin}/`])).toMatchObject({
      exit: 2,
      error: { code: "ERR_COOKIE_HEADER" },
    });
});
