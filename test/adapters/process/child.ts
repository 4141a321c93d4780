// A process with applications, and what it says of itself.
import { once } from "node:events";
import { forkSource } from "./fork.ts";

/** What the process says of itself. */
export interface State {
  /** What `onError` was called with since it was asked last: the error's code and the request's method. */
  readonly reports: string[];
  readonly warnings: string[];
  /** Streams and timers that no answer needs any more. */
  readonly running: number;
}

export interface Process {
  /** Where an application listens. */
  urlOf(name: string): string;
  /** Its state once nothing runs any more, or after two seconds. @throws when the process has ended */
  settled(): Promise<State>;
  stop(): void;
}

/** Starts all applications of applications.ts. */
export async function startProcess(): Promise<Process> {
  const child = forkSource(new URL("application.ts", import.meta.url));
  const [ports] = (await once(child, "message")) as [Record<string, number>];
  const state = async (): Promise<State> => {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error("The process has ended.");
    child.send("state");
    return ((await once(child, "message")) as [State])[0];
  };
  return {
    urlOf: (name) => `http://127.0.0.1:${ports[name]}`,
    async settled() {
      let now = await state();
      const reports = [...now.reports];
      for (let turn = 0; now.running > 0 && turn < 100; turn++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        now = await state();
        reports.push(...now.reports);
      }
      return { ...now, reports };
    },
    stop: () => void child.kill(),
  };
}
