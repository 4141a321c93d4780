// Browsers that come back: each request with the cookie that Flask's last answer left.
import { afterAll, beforeAll, expect, test } from "vitest";
import { HTTP_CASES, SET_COOKIE_CASES } from "./cases.ts";
import { dewarDid, dewarShould } from "./compare.ts";
import { DIFFERENCES } from "./differences.ts";
import { refusalOf } from "./flask-config.ts";
import { Site } from "./site.ts";

const site = new Site();

beforeAll(() => site.open());
afterAll(() => site.close());

const started = HTTP_CASES.filter(({ config }) => refusalOf(config) === undefined);

test.each(started)("$id $group", async (seen) => {
  expect(await dewarDid(site, seen)).toEqual(dewarShould(seen).outcome);
});

test.each(DIFFERENCES)("a deliberate difference that is met: $name", (difference) => {
  const own = [...HTTP_CASES, ...SET_COOKIE_CASES].filter(({ id }) => !id.startsWith("beside/"));
  const met = own.filter((seen) => dewarShould(seen).differences.includes(difference));
  expect(met.length).toBeGreaterThan(0);
});
