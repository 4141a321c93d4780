import { warn } from "#platform";

/** The variables of the process; `undefined` if there is no process, as on edge runtimes. */
export function environment(): Readonly<Record<string, string | undefined>> | undefined {
  return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env;
}

/** Whether this is production. Without a `process`, it counts as production. */
export function isProduction(): boolean {
  const env = environment();
  return env === undefined || env["NODE_ENV"] === "production";
}

const warned = new Set<string>();

/** Warns once in a process: a wrong configuration is wrong at every request. */
export function warnOnce(message: string, code: string): void {
  if (warned.has(code)) return;
  warned.add(code);
  warn(message, code);
}
