// What cannot be saved is reported once, however many answers are tried, and the next visitor is served.
import { createClient } from "dewar/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { EVERY_ADAPTER, type Page } from "./every-adapter.ts";
import { OPTIONS } from "./serve.ts";

const LONG = Array.from({ length: 9000 }, () => Math.random().toString(36)[2]).join("");

const PAGES: readonly [code: string, page: Page][] = [
  [
    "ERR_JSON_ENCODE",
    ({ session }) => {
      session["callback"] = () => {};
      return "unserialisable";
    },
  ],
  [
    "ERR_SESSION_TOO_LARGE",
    async ({ session }) => {
      session["text"] = LONG;
      return "too large";
    },
  ],
];

describe.each(Object.entries(EVERY_ADAPTER))("%s", (_name, start) => {
  test.each(PAGES)("%s is reported once, with the request", async (code, page) => {
    const reports: unknown[] = [];
    let isGood = false;
    const onError = (error: unknown, request: unknown) => {
      reports.push([(error as { code?: string }).code, typeof request]);
    };
    const server = await start({ ...OPTIONS, onError }, (place) => (isGood ? "good" : page(place)));
    onTestFinished(() => server.close());
    const client = createClient(server.url);
    for (let visit = 1; visit <= 2; visit++) {
      const response = await client.fetch("/");
      expect([response.status, response.headers.getSetCookie()]).toEqual([500, []]);
      expect(reports).toEqual(Array(visit).fill([code, "object"]));
    }
    isGood = true;
    const response = await client.fetch("/");
    expect([response.status, await response.text(), reports.length]).toEqual([200, "good", 2]);
  });
});
