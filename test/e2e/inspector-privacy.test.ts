// What is pasted into the inspector stays there.
import { inspector } from "dewar/inspector";
import type { Page } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import { listen } from "../contracts/node-server.ts";
import { visitsTo } from "./browser.ts";
import { openPage, verdict } from "./inspector-server.ts";

/** What has come to the server, from anybody. */
const asked: string[] = [];

const visits = visitsTo(async () => {
  const show = inspector();
  const { url, close } = await listen((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    show(request, response);
  });
  return { origin: url, stop: close };
});
let page: Page;
beforeEach(async () => {
  ({ page } = await visits.begin());
  asked.length = 0;
  await page.goto("/");
  expect(asked).toEqual(["GET /"]);
});

const useAll = async () => {
  for (const name of ["a session", "a token", "a CSRF token", "a remember token"]) {
    await page.getByRole("button", { name, exact: true }).click();
    expect(await verdict(page)).not.toContain("does not match");
    await page.getByRole("button", { name: "Sign", exact: true }).click();
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Inspect it" }).click();
  }
};

it("asks the server for the page, and then for nothing ever", async () => {
  await useAll();
  // The clock of the time line has ticked, too.
  await page.waitForTimeout(1200);
  expect(asked).toEqual(["GET /"]);
});

it("could send nothing if it wanted to: the policy refuses", async () => {
  const sent = await page.evaluate(async (to) => {
    const image = new Promise((resolve) => {
      const element = new Image();
      element.onload = () => resolve("sent");
      element.onerror = () => resolve("refused");
      element.src = `${to}pixel.png`;
    });
    const request = fetch(`${to}fetched`).then(
      () => "sent",
      () => "refused",
    );
    navigator.sendBeacon(`${to}beacon`, "cookie");
    document.body.append(Object.assign(document.createElement("iframe"), { src: `${to}frame` }));
    const style = document.createElement("style");
    style.textContent = `body { background: url(${to}background) }`;
    document.head.append(style);
    const form = Object.assign(document.createElement("form"), { action: `${to}form` });
    document.body.append(form);
    form.submit();
    return [await image, await request];
  }, page.url());
  expect(sent).toEqual(["refused", "refused"]);
  await page.waitForTimeout(300);
  expect(asked).toEqual(["GET /"]);
});

it("forgets the key and the cookie when the page is left", async () => {
  await useAll();
  expect(page.url()).toBe(`${visits.server.origin}/`);
  const stored = await page.evaluate(() => {
    const tries = [() => localStorage.length, () => sessionStorage.length, () => document.cookie];
    return tries.map((look) => {
      try {
        return look();
      } catch (error) {
        return (error as Error).name;
      }
    });
  });
  // Even out of the page's own reach: it is sandboxed.
  expect(stored).toEqual(["SecurityError", "SecurityError", "SecurityError"]);
  const again = await openPage(visits);
  expect(await again.getByLabel("Secret key").inputValue()).toBe("");
  expect(await again.getByLabel("Cookie or token").inputValue()).toBe("");
});
