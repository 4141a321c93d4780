// Runs what prepares a step: nobody reads its output, since a step that lacks something says so itself.
import { spawn } from "node:child_process";
import { PATH, root } from "./tools.mjs";

const MOST_MINUTES = 10;

/**
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<boolean>} whether it ended well
 */
export function runQuietly(file, args) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: "ignore",
      timeout: MOST_MINUTES * 60_000,
      env: { ...process.env, PATH },
    });
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
}
