// The tutorial page shows the check in Python, too: that block, in real Flask.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { root } from "./server.ts";

const page = readFileSync(`${root}docs/tutorial.md`, "utf8");
const block = /```python\n(from urllib.+?)```/s.exec(page)?.[1] ?? "";

const REQUESTS: [headers: Record<string, string>, status: number][] = [
  [{ "Sec-Fetch-Site": "same-origin" }, 200],
  [{ "Sec-Fetch-Site": "none" }, 200],
  [{}, 200],
  [{ Origin: "http://localhost" }, 200],
  [{ "Sec-Fetch-Site": "cross-site", Origin: "http://localhost" }, 403],
  [{ "Sec-Fetch-Site": "same-site" }, 403],
  [{ "Sec-Fetch-Site": "" }, 403],
  [{ Origin: "https://evil.example" }, 403],
  [{ Origin: "http://localhost:8080" }, 403],
  [{ Origin: "null" }, 403],
];

it("refuses what the TypeScript refuses, and lets every GET through", () => {
  const script = `
import json, sys
from flask import Flask, request
app = Flask("a")
${block}
@app.route("/", methods=["GET", "POST"])
def index(): return "done"
client = app.test_client()
print(json.dumps([[client.post("/", headers=h).status_code, client.get("/", headers=h).status_code]
                  for h in json.load(sys.stdin)]))
`;
  const python = process.env.PYTHON || `${root}.venv/bin/python`;
  const input = JSON.stringify(REQUESTS.map(([headers]) => headers));
  const statuses = JSON.parse(execFileSync(python, ["-c", script], { input, encoding: "utf8" }));
  expect(statuses).toEqual(REQUESTS.map(([, status]) => [status, 200]));
});
