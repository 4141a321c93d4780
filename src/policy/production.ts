import { warn } from "#platform";

/** The variables of the process; `undefined` where there is no process, as at the edge. */
export function environment(): Readonly<Record<string, string | undefined>> | undefined {
  return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env;
}

/** Whether this is production. Where there is no `process`, nobody said that it is development. */
export function isProduction(): boolean {
  const env = environment();
  return env === undefined || env["NODE_ENV"] === "production";
}

const warned = new Set<string>();

/** Warns the first time in a process: what is wrong with the configuration is wrong at every request. */
export function warnOnce(message: string, code: string): void {
  if (warned.has(code)) return;
  warned.add(code);
  warn(message, code);
}
