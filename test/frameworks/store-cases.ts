// Sessions in a store that fails or never answers, on the frameworks that need a build.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Started } from "../contracts/run-contract.ts";
import { reportedOf, tripThat } from "../contracts/told-store.ts";

const BROKEN = ["failing", "never"] as const;
const REPLIES = ["text", "redirect", "stream", "not-modified"];

/** Runs the cases against a server whose store does what a cookie tells it. */
export function runStoreCases(framework: string, start: () => Promise<Started>): void {
  describe(`${framework}, with sessions in a store`, () => {
    let server: Started;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server.close());

    const visit = async (path: string, cookie = "") => {
      const response = await fetch(`${server.url}${path}`, {
        headers: { cookie },
        redirect: "manual",
      });
      const [line, ...others] = response.headers.getSetCookie();
      const body = await response.text();
      return { response, body, pair: line?.split(";", 1)[0] ?? "", others };
    };

    test("what is kept is loaded at the next visit", async () => {
      const written = await visit("/write/text");
      expect([written.response.status, written.others]).toEqual([200, []]);
      expect(written.pair).toMatch(/^sid=[\w-]{36}$/);
      expect((await visit("/read/text", written.pair)).body).toBe("alice");
      const cleared = await visit("/clear/redirect", written.pair);
      expect(cleared.pair).toBe("sid=");
      expect((await visit("/read/text", written.pair)).body).toBe("nobody");
    });

    test.each(BROKEN)(
      "a load (%s) is an error, reported once, and logs nobody out",
      async (how) => {
        const { pair } = await visit("/write/text");
        const before = await reportedOf(server.url);
        const failed = await visit("/write/text", `${pair}; ${tripThat("load", how)}`);
        expect([failed.response.status, failed.pair]).toEqual([500, ""]);
        expect((await reportedOf(server.url)) - before).toBe(1);
        expect((await visit("/read/text", pair)).body).toBe("alice");
      },
    );

    test.each(BROKEN)(
      "a persist (%s) is an error in place of each answer, reported once",
      async (how) => {
        for (const reply of REPLIES) {
          const before = await reportedOf(server.url);
          const { response, pair } = await visit(
            `/write/${reply}?header=etag:"1"`,
            tripThat("persist", how),
          );
          expect([reply, response.status, pair]).toEqual([reply, 500, ""]);
          const { headers } = response;
          expect([headers.get("location"), headers.get("etag")]).toEqual([null, null]);
          expect((await reportedOf(server.url)) - before).toBe(1);
          expect((await visit("/write/text")).response.status).toBe(200);
        }
      },
    );
  });
}
