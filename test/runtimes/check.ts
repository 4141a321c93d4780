// The suite's one assertion: it has no test framework, because no runtime has them all.
let count = 0;

/** Throws when the two are not the same as JSON. */
export function same(what: string, got: unknown, expected: unknown): void {
  count++;
  const [left, right] = [JSON.stringify(got), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: expected ${right}, got ${left}`);
}

/** Throws when the callback does not throw one of these. */
export function throws(
  what: string,
  callback: () => unknown,
  Class: abstract new (...args: never[]) => Error,
): void {
  count++;
  try {
    callback();
  } catch (error) {
    if (error instanceof Class) return;
    throw new Error(`${what}: expected ${Class.name}, got ${error}`, { cause: error });
  }
  throw new Error(`${what}: expected ${Class.name}, got no error`);
}

const parts: Record<string, number> = {};

/** Runs a part of the suite, and counts its checks. */
export async function part(name: string, run: () => void | Promise<void>): Promise<void> {
  const before = count;
  await run();
  parts[name] = count - before;
}

/** How many checks held in each part: a runtime that left some out would say another number. */
export const report = (): string => JSON.stringify(parts);
