import { warn } from "#platform";

/** Whether this is production. Where there is no `process`, nobody said that it is development. */
export function isProduction(): boolean {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env === undefined || process.env["NODE_ENV"] === "production";
}

const warned = new Set<string>();

/** Warns the first time in a process: what is wrong with the configuration is wrong at every request. */
export function warnOnce(message: string, code: string): void {
  if (warned.has(code)) return;
  warned.add(code);
  warn(message, code);
}
