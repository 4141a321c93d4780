// The contract's application with sessions in stores that a test holds, breaks and looks into.
import { connect } from "node:net";
import { contractApplication } from "dewar/testing";
import { onTestFinished } from "vitest";
import { inCookies, type Sessions } from "../../contracts/waiting-cookie.ts";
import { SlowMemoryInterface } from "../../testing/slow-memory-interface.ts";
import type { StartContract } from "./subjects.ts";

/** Short: what never answers is waited for in many cases. */
const WAIT_SECONDS = 0.05;

export interface Application {
  url: string;
  store: SlowMemoryInterface;
  /** That of the second session, whose cookie is `admin`. */
  admin: SlowMemoryInterface;
}

/** Starts the application until the test ends. @param waitSeconds - how long its requests wait */
export async function startWithStores(
  start: StartContract,
  waitSeconds?: number,
): Promise<Application> {
  const { options } = contractApplication;
  const store = new SlowMemoryInterface(waitSeconds);
  const admin = new SlowMemoryInterface(waitSeconds, "admin");
  const sessions: Sessions = (given) => {
    if (given === options.session) return store;
    return given === options.admin ? admin : inCookies(given);
  };
  const { url, close } = await start(sessions);
  onTestFinished(close);
  return { url, store, admin };
}

/** The same, for stores that never answer. */
export const startImpatient = (start: StartContract): Promise<Application> =>
  startWithStores(start, WAIT_SECONDS);

/** A trip to the store that takes until the test lets it go on. */
export class Gate {
  readonly reached: Promise<void>;
  readonly trip: () => Promise<void>;
  open: () => void = () => {};

  constructor() {
    const opened = new Promise<void>((resolve) => {
      this.open = resolve;
    });
    let isReached = (): void => {};
    this.reached = new Promise((resolve) => {
      isReached = resolve;
    });
    this.trip = () => {
      isReached();
      return opened;
    };
  }
}

/** A client that knows when the first byte came. */
export class RawClient {
  received = "";
  readonly ended: Promise<void>;
  readonly #socket: ReturnType<typeof connect>;

  /** @param onFirstByte - called when the head begins to come in */
  constructor(
    url: string,
    { method = "GET", path = "/", cookie = "", onFirstByte = () => {} } = {},
  ) {
    const { hostname, port } = new URL(url);
    this.#socket = connect(Number(port), hostname);
    const lines = [`${method} ${path} HTTP/1.1`, "host: contract", "connection: close"];
    if (cookie !== "") lines.push(`cookie: ${cookie}`);
    this.#socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    this.#socket.setEncoding("latin1").on("data", (text: string) => {
      if (this.received === "") onFirstByte();
      this.received += text;
    });
    this.ended = new Promise((resolve) => this.#socket.once("close", () => resolve()));
  }

  get status(): number {
    return Number(this.received.split(" ", 2)[1]);
  }

  get setCookie(): string[] {
    const [head = ""] = this.received.split("\r\n\r\n", 1);
    return [...head.matchAll(/^set-cookie: (.*)$/gim)].map(([, line = ""]) => line.trim());
  }

  /** Goes away. */
  leave(): void {
    this.#socket.destroy();
  }
}
