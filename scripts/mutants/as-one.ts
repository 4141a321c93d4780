import { expect, test as register } from "vitest";

type Body = (...values: never[]) => unknown;
type Each = (cases: readonly unknown[]) => (name: string, body: Body) => void;

const each =
  (call: (name: string, body: () => unknown) => void): Each =>
  (cases) =>
  (name, body) => {
    for (const values of cases)
      call(name, () => body(...((Array.isArray(values) ? values : [values]) as never[])));
  };

/** `describe` and `test` that make one test of all that they are given, and `expect`. */
export function asOne(title: string) {
  const bodies: (() => unknown)[] = [];
  const describe = (_name: string, body: () => unknown): unknown => body();
  const test = (_name: string, body: () => unknown): number => bodies.push(body);
  register(title, async () => {
    for (const body of bodies) await body();
  });
  return {
    describe: Object.assign(describe, { each: each(describe) }),
    test: Object.assign(test, { each: each(test) }),
    expect,
  };
}
