// A process of its own that runs the sources, as vitest does.
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../../", import.meta.url);

/** Starts a file of the tests. */
export const forkSource = (file: URL): ChildProcess =>
  fork(fileURLToPath(file), {
    cwd: fileURLToPath(ROOT),
    execArgv: ["--import", "tsx"],
    env: { ...process.env, TSX_TSCONFIG_PATH: fileURLToPath(new URL("tsconfig.test.json", ROOT)) },
  });
