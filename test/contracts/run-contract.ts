// The adapter contract as vitest's tests, over a server that a framework started.
import { adapterContract, type ContractCase, type ContractServer } from "dewar/testing";
import { afterAll, beforeAll, describe, test } from "vitest";

// Some frameworks build the application first.
const START_MILLISECONDS = 180_000;

/** A server that listens on loopback. */
export interface Started {
  url: string;
  close(): Promise<void>;
}

/** A case of one adapter alone. Who wrote it knows what to look at. */
export type ExtraCase = Omit<ContractCase<ContractServer>, "why">;

/**
 * Runs every case against the server; `extra` are cases of this adapter alone, and `impossible` those
 * that its framework leaves no way to keep, with the reason. They have to fail: when one passes, the
 * reason is gone.
 */
export function runContract(
  adapter: string,
  start: () => Promise<Started>,
  extra: readonly ExtraCase[] = [],
  impossible: Readonly<Record<string, string>> = {},
): void {
  describe(adapter, () => {
    let server: Started;
    beforeAll(async () => {
      server = await start();
    }, START_MILLISECONDS);
    afterAll(() => server.close());
    for (const { name, run } of [...adapterContract, ...extra]) {
      const reason = impossible[name];
      if (reason === undefined) test(name, () => run(server));
      else test.fails(`${name}: not here, ${reason}`, () => run(server));
    }
  });
}
