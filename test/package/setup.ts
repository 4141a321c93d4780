// Packs the package once and installs it into an empty project, for every file of this folder.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { root } from "../house/source.ts";
import { run } from "./run.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The packed tarball. */
    tarball: string;
    /** An otherwise empty project in which it is installed. */
    consumer: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "dewar-package-"));
  const pack = await run(
    "npm",
    ["pack", "--ignore-scripts", "--json", "--pack-destination", folder],
    root,
  );
  const [{ filename }] = JSON.parse(pack) as [{ filename: string }];
  const tarball = join(folder, filename);

  const consumer = join(folder, "consumer");
  cpSync(join(root, "test/package/consumer"), consumer, { recursive: true });
  writeFileSync(
    join(consumer, "package.json"),
    JSON.stringify({ name: "consumer", private: true }),
  );
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const compilers = ["typescript", "@types/node", "@types/express"].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  await run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefer-offline", tarball, ...compilers],
    consumer,
  );

  project.provide("tarball", tarball);
  project.provide("consumer", consumer);
  return () => rmSync(folder, { recursive: true, force: true });
}
