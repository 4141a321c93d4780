// One request each: the very headers that Flask sends, through Express on a real server.
import { SecureCookieSessionInterface, SessionOptionsError } from "dewar";
import { afterAll, beforeAll, expect, test } from "vitest";
import { onExpress } from "./applications/express.ts";
import { SET_COOKIE_CASES as CASES } from "./cases.ts";
import { caseOptions, dewarDid, dewarShould } from "./compare.ts";
import { REFUSED_CONFIGS, refusalOf } from "./flask-config.ts";
import { Site } from "./site.ts";

const site = new Site(onExpress());

beforeAll(() => site.open());
afterAll(() => site.close());

const started = CASES.filter(({ config }) => refusalOf(config) === undefined);

test.each(started)("$id $group", async (seen) => {
  expect(await dewarDid(site, seen)).toEqual(dewarShould(seen).outcome);
});

test.each(REFUSED_CONFIGS)("does not start: $why", ({ why }) => {
  const refused = CASES.filter(({ config }) => refusalOf(config) === why);
  expect(refused.length).toBeGreaterThan(0);
  for (const seen of refused)
    expect(() => new SecureCookieSessionInterface(caseOptions(seen))).toThrow(SessionOptionsError);
});
