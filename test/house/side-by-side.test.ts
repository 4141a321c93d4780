// `npm test` runs its steps two at a time, and none while another would change what it reads.
import { expect, test } from "vitest";
import { sideBySide } from "../../scripts/test/side-by-side.mjs";

interface Step {
  name: string;
  readsTree?: boolean;
  buildsInTree?: boolean;
}

/** Runs the steps, each of which ends when the test says so. */
function start(steps: Step[]) {
  const running = new Map<string, (error?: Error) => void>();
  const started: string[] = [];
  const end = sideBySide(steps, ({ name }) => {
    started.push(name);
    return new Promise<void>((resolve, reject) => {
      running.set(name, (error) => (error ? reject(error) : resolve()));
    });
  });
  const finish = async (name: string, error?: Error) => {
    running.get(name)?.(error);
    // All that follows from it has happened before the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    return [...started];
  };
  return { end, finish, started };
}

test("two at a time, in their order, and each once", async () => {
  const { end, finish, started } = start(["a", "b", "c", "d"].map((name) => ({ name })));
  expect(started).toEqual(["a", "b"]);
  expect(await finish("b")).toEqual(["a", "b", "c"]);
  expect(await finish("c")).toEqual(["a", "b", "c", "d"]);
  expect(await finish("a")).toEqual(["a", "b", "c", "d"]);
  await finish("d");
  await end;
});

test("a step that builds inside the tree waits for those that read all of it", async () => {
  const { end, finish, started } = start([
    { name: "reads", readsTree: true },
    { name: "short", readsTree: true },
    { name: "builds", buildsInTree: true },
    { name: "last" },
  ]);
  expect(await finish("short")).toEqual(["reads", "short"]);
  expect(await finish("reads")).toEqual(["reads", "short", "last", "builds"]);
  await finish("builds");
  await finish("last");
  await end;
  expect(started.length).toBe(4);
});

test("the error of a step that breaks is not lost", async () => {
  const { end, finish } = start([{ name: "reads", readsTree: true }]);
  const broken = new Error("cannot start");
  const seen = expect(end).rejects.toBe(broken);
  await finish("reads", broken);
  await seen;
});

test("without steps there is nothing to wait for", async () => {
  await expect(sideBySide([], () => Promise.reject(new Error("no step")))).resolves.toBeUndefined();
});
