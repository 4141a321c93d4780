// SARIF as code hosts take it: valid by its schema, each result with its rule.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dewar, dewarJSON } from "./dewar.ts";
import { type Report, rulesOf } from "./report.ts";
import { flaskSite, type Site } from "./servers.ts";

const { resolve } = createRequire(import.meta.url);
const schema = JSON.parse(
  readFileSync(resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"),
);
const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

interface Log {
  version: string;
  runs: [
    {
      tool: { driver: { rules: { id: string }[] } };
      results: { ruleId: string; ruleIndex: number; level: string; message: { text: string } }[];
    },
  ];
}

let site: Site;
beforeAll(async () => {
  site = await flaskSite({ FLASK_SECRET_KEY: "dev" });
});
afterAll(() => site.close());

async function sarif(...args: string[]): Promise<Log & { exit: number | null }> {
  const { stdout, stderr, code } = await dewar(["doctor", "--format", "sarif", ...args]);
  expect(stderr).toBe("");
  const log = JSON.parse(stdout);
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return { ...log, exit: code };
}

test("of a page", async () => {
  const url = `${site.origin}/login`;
  const log = await sarif(url);
  const report = await dewarJSON<Report>(["doctor", url]);
  const [{ results, tool }] = log.runs;
  expect(log).toMatchObject({ version: "2.1.0", exit: 1 });
  expect(results.map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual(rulesOf(report));
  for (const [i, result] of results.entries()) {
    expect(tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
    const { what, why, fix } = report.findings[i] as Report["findings"][number];
    expect(result).toMatchObject({
      message: { text: `${what} ${why} ${fix}` },
      locations: [{ physicalLocation: { artifactLocation: { uri: url } } }],
    });
  }
});

test("of the environment", async () => {
  const log = await sarif("--env");
  expect(log.runs[0].results[0]).toMatchObject({
    ruleId: "key-missing",
    locations: [{ logicalLocations: [{ name: "the environment" }] }],
  });
});

test("the schema does tell wrong from right", () => {
  expect(validate({ version: "2.1.0", runs: [{ results: [{}] }] })).toBe(false);
});
