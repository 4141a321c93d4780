// The examples, and how each is installed and started.
import { fileURLToPath } from "node:url";

export interface Application {
  name: string;
  /** Its framework is too large for the first install: it has a lock file of its own. */
  standsAlone: boolean;
}

const WORKSPACES = ["elysia", "express", "fastify", "h3", "hono", "koa", "nest", "node"];
const ALONE = ["astro", "fetch", "next", "react-router", "sveltekit"];

const application =
  (standsAlone: boolean) =>
  (name: string): Application => ({ name, standsAlone });

/** Every example but the tutorial, which has tests of its own. */
export const APPLICATIONS: readonly Application[] = [
  ...WORKSPACES.map(application(false)),
  ...ALONE.map(application(true)),
];

export const folderOf = ({ name }: { name: string }): string =>
  fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
