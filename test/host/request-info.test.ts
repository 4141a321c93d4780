// Which requests are for a page that nobody may ever see, so that it uses up no messages. The contract
// asks every adapter with most of them.
import { expect, test } from "vitest";
import { isHeadOrPrefetch } from "../../src/host/request-info.ts";

const asked = (method: string, headers: Record<string, string | string[] | null> = {}) =>
  isHeadOrPrefetch(method, (name) => headers[name]);

test.each([
  ["Chrome and Firefox", { "sec-purpose": "prefetch" }],
  ["Chrome, which renders ahead", { "sec-purpose": "prefetch;prerender" }],
  ["Chrome through a proxy", { "sec-purpose": "prefetch;anonymous-client-ip" }],
  ["Chrome of old", { purpose: "prefetch" }],
  ["Safari's previews", { purpose: "preview" }],
  ["Safari's Top Hits", { "x-purpose": "preview" }],
  ["Firefox of old", { "x-moz": "prefetch" }],
  ["Turbo", { "x-sec-purpose": "prefetch" }],
  ["Next's router", { "next-router-prefetch": "1" }],
  ["htmx' preload extension", { "hx-preloaded": "true" }],
  ["capital letters", { purpose: "Prefetch" }],
  ["a header that came twice", { purpose: ["other", "prefetch"] }],
])("%s", (_, headers) => {
  expect(asked("GET", headers)).toBe(true);
  // A form is never sent ahead.
  for (const method of ["POST", "PUT", "DELETE", "PATCH"])
    expect(asked(method, headers)).toBe(false);
});

test("a HEAD request", () => {
  expect(asked("HEAD")).toBe(true);
});

test.each([
  {},
  { "sec-purpose": "" },
  { purpose: "other" },
  { "sec-purpose": null },
  { "x-prefetch": "prefetch", "sec-fetch-dest": "document" },
])("a page that somebody asked for, with %j", (headers) => {
  expect(asked("GET", headers)).toBe(false);
});
