// What npm installs is what was locked: each package by its digest, and from wherever the reader's
// npm gets its packages.
import { expect, test } from "vitest";
import { filesBelow, text } from "./source.ts";

const folders = ["bench", "docs", "examples", "test"];
const locks = ["package-lock.json"].concat(
  folders.flatMap((folder) => filesBelow(folder, "package-lock.json")),
);

test.each(locks)("%s", (path) => {
  const { packages } = JSON.parse(text(path)) as {
    packages: Record<string, { integrity?: string; resolved?: string; link?: true }>;
  };
  const installed = Object.entries(packages).filter(
    ([name, { link }]) => name.includes("node_modules/") && !link,
  );
  expect(installed.length).toBeGreaterThan(0);
  const unlocked = installed.filter(([, { integrity }]) => !/^sha512-./.test(integrity ?? ""));
  expect(unlocked.map(([name]) => name)).toEqual([]);
  const fromHosts = installed.filter(([, { resolved }]) => /^\w+:\/\//.test(resolved ?? ""));
  expect(fromHosts.map(([name]) => name)).toEqual([]);
});
