import { execFile } from "node:child_process";

/** Runs a program to its end and gives what it printed; what it printed is the error otherwise. */
export function run(file: string, args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // npm would pass its own settings on to the npm that runs below it.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV$|VITEST)/i.test(name)),
    );
    execFile(file, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${file} ${args.join(" ")}\n${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}
