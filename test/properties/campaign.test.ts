// Nobody without the key makes a token, by any of 23 kinds of change. `npm run campaign -- 10000000`
// tries more.
import { expect, test } from "vitest";
import { campaign } from "./campaign/campaign.ts";
import { MUTATIONS } from "./campaign/mutations.ts";
import { targets } from "./campaign/setups.ts";

const COUNT = 20_000;

test("no changed token is accepted, and none throws anything but a BadSignature", () => {
  const { tried, skipped, triedByKind, ...bad } = campaign(COUNT, "strict", 1);
  expect(bad).toEqual({ accepted: 0, thrown: 0, examples: [] });
  expect(tried + skipped).toBe(COUNT);
  expect(Object.keys(MUTATIONS)).toHaveLength(23);
  for (const [kind, count] of Object.entries(triedByKind))
    expect(count, kind).toBeGreaterThan(COUNT / 100);
});

test("a copy that compares signatures as Python does is caught", () => {
  const { accepted, thrown } = campaign(COUNT, "lenient", 1);
  expect(thrown).toBe(0);
  expect(accepted).toBeGreaterThan(COUNT / 1000);
});

test("the tokens themselves are good, in every setup", () => {
  for (const { serializer, tokens } of targets("strict"))
    for (const token of tokens)
      expect(serializer.signer.validate(token, { maxAge: 86_400 })).toBe(true);
});
