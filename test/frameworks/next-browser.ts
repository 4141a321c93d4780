// Next's own script sends actions in the background, and Next asks itself for the page after them.
import { deepEqual } from "node:assert/strict";
import type { ExtraCase } from "../contracts/run-contract.ts";
import { launch } from "../e2e/browser.ts";

export const IN_THE_BROWSER: ExtraCase = {
  name: "in the browser, a message of an action that redirects is shown once",
  async run({ url }) {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      const messages = async () => JSON.parse((await page.textContent("pre")) ?? "").messages;
      await page.goto(`${url}/form`, { waitUntil: "networkidle" });
      const sent = page.waitForRequest((request) => "next-action" in request.headers());
      await page.getByRole("button", { name: "Leave" }).click();
      await sent;
      await page.waitForURL("**/shown?take");
      deepEqual(await messages(), [["message", "Bye"]]);
      await page.reload();
      deepEqual(await messages(), []);
    } finally {
      await browser.close();
    }
  },
};
