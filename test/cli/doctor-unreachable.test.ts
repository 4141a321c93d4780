// Why doctor could not load a page, in words that lead on.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dewarJSON } from "./dewar.ts";
import { rawSite } from "./raw-site.ts";
import { nodeSite, type Site } from "./servers.ts";

const doctor = (url: string, env: Record<string, string> = {}, ...more: string[]) =>
  dewarJSON(["doctor", "--timeout", "2", ...more, url], { env });

const answers: Record<string, string | null> = {
  "it closed the connection without a whole answer (UND_ERR_SOCKET)": null,
  "its answer is not HTTP/1.1 (HPE_INVALID_CONSTANT)": "hello\r\n\r\n",
  "its headers are larger than 16 KB (UND_ERR_HEADERS_OVERFLOW)": `HTTP/1.1 200 OK\r\na: ${"a".repeat(200_000)}\r\n\r\n`,
};

test.each(Object.entries(answers))("%s", async (why, answer) => {
  const site = await rawSite(() => answer);
  expect(await doctor(`${site.origin}/`)).toMatchObject({
    exit: 3,
    error: { code: "ERR_UNREACHABLE", message: `${site.origin} cannot be reached: ${why}.` },
  });
  await site.close();
});

test("a port that is blocked", async () => {
  expect(await doctor("http://127.0.0.1:9/?token=x")).toMatchObject({
    exit: 3,
    error: {
      message: "http://127.0.0.1:9 cannot be reached: fetch and browsers block this port.",
      fix: expect.stringContaining("another port"),
    },
  });
});

test("nobody listens", async () => {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  expect(await doctor(`http://127.0.0.1:${port}/`)).toMatchObject({
    error: {
      message: `http://127.0.0.1:${port} cannot be reached: the connection was refused, nothing listens there (ECONNREFUSED).`,
    },
  });
});

test("a name that nobody has", async () => {
  expect(await doctor("http://nobody.invalid/")).toMatchObject({
    error: {
      message: expect.stringMatching(/its name cannot be resolved \((ENOTFOUND|EAI_AGAIN)\)\.$/),
    },
  });
});

test("no answer in time", async () => {
  const site = await nodeSite(() => undefined);
  expect(await doctor(`${site.origin}/`, {}, "--timeout", "1")).toMatchObject({
    error: {
      message: `${site.origin} cannot be reached: no answer in time.`,
      fix: expect.stringContaining("--timeout"),
    },
  });
  await site.close();
});

describe("over https", () => {
  const folder = mkdtempSync(join(tmpdir(), "dewar-ca-"));
  const file = (name: string): string => join(folder, name);
  const openssl = (...args: string[]) =>
    execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  let port = 0;
  let close: () => void;

  beforeAll(async () => {
    // An authority of one's own, and the certificate of a staging host that it signed.
    const key = ["-newkey", "rsa:2048", "-nodes"];
    openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Own CA");
    openssl("req", ...key, "-keyout", "host.key", "-out", "host.csr", "-subj", "/CN=127.0.0.1");
    openssl(
      ...[
        "x509",
        "-req",
        "-in",
        "host.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-out",
        "host.pem",
      ],
      ...["-CAcreateserial", "-extfile", extensions()],
    );
    const tls = { key: readFileSync(file("host.key")), cert: readFileSync(file("host.pem")) };
    const server = createServer(tls, (_req, res) => res.end("welcome")).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    port = (server.address() as AddressInfo).port;
    close = () => {
      server.close();
      server.closeAllConnections();
    };
  });
  afterAll(() => {
    close();
    rmSync(folder, { recursive: true });
  });

  function extensions(): string {
    execFileSync("sh", ["-c", "echo subjectAltName=IP:127.0.0.1 > ext"], { cwd: folder });
    return "ext";
  }

  test("a private authority is named, and works as the fix says", async () => {
    const url = `https://127.0.0.1:${port}/`;
    expect(await doctor(url)).toMatchObject({
      exit: 3,
      error: {
        message: `https://127.0.0.1:${port} cannot be reached: its certificate is not signed by an authority that Node knows (UNABLE_TO_VERIFY_LEAF_SIGNATURE).`,
        fix: expect.stringContaining("NODE_EXTRA_CA_CERTS=ca.pem dewar doctor"),
      },
    });
    expect(await doctor(url, { NODE_EXTRA_CA_CERTS: file("ca.pem") })).toMatchObject({
      exit: 1,
      seen: "Answered 200, without a session cookie.",
    });
  });

  test("a certificate for another host", async () => {
    const env = { NODE_EXTRA_CA_CERTS: file("ca.pem") };
    expect(await doctor(`https://localhost:${port}/`, env)).toMatchObject({
      error: { message: expect.stringContaining("its certificate is for another host") },
    });
  });

  test("https where http is spoken", async () => {
    const site: Site = await nodeSite((_req, res) => res.end());
    expect(await doctor(site.origin.replace("http:", "https:"))).toMatchObject({
      error: {
        message: expect.stringContaining("it does not speak TLS (ERR_SSL_WRONG_VERSION_NUMBER)."),
        fix: expect.stringContaining("http://"),
      },
    });
    await site.close();
  });
});
