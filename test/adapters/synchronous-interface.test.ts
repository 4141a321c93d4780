// An interface that gives promises back where nobody waits would lose every cookie without a word: it is
// refused, and the reason says so.
import {
  SecureCookieSessionInterface,
  type Session,
  type SessionCommit,
  SessionInterface,
} from "dewar";
import { createClient } from "dewar/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { EVERY_ADAPTER, type Page } from "./every-adapter.ts";
import { OPTIONS } from "./serve.ts";

const good = new SecureCookieSessionInterface(OPTIONS);

const later = () => new Promise((resolve) => setTimeout(resolve, 1));
type Given<Method extends "openSession" | "commit"> = Parameters<SessionInterface[Method]>;

class Reporting extends SessionInterface {
  readonly reports: string[] = [];

  override openSession(...given: Given<"openSession">): Session {
    return good.openSession(...given);
  }

  override commit(...given: Given<"commit">): SessionCommit {
    return good.commit(...given);
  }

  override reportError(error: unknown): void {
    this.reports.push((error as Error).message);
  }
}

/** As somebody writes it who asks a database, without types: a method that does its work later, and fails. */
function asynchronous(method: "openSession" | "saveSession" | "commit"): Reporting {
  const sessions = new Reporting();
  const atOnce = sessions[method].bind(sessions) as (...given: unknown[]) => void;
  const promising = async (...given: unknown[]) => {
    await later();
    atOnce(...given);
    throw new Error("on purpose");
  };
  return Object.assign(sessions, { [method]: promising });
}

const write: Page = ({ session }) => {
  session["username"] = "alice";
  return "written";
};

describe.each(Object.entries(EVERY_ADAPTER))("%s", (_name, start) => {
  test.each([
    ["openSession", "openSession expected a session to be returned, got a promise."],
    ["commit", "commit expected { cookies, vary } to be returned, got a promise."],
    ["saveSession", "saveSession expected nothing to be returned, got a promise."],
  ] as const)("an asynchronous %s is refused by name, and ends nothing", async (method, reason) => {
    const sessions = asynchronous(method);
    const server = await start(sessions, write);
    onTestFinished(() => server.close());
    const client = createClient(server.url);
    for (let visit = 1; visit <= 2; visit++) {
      const response = await client.fetch("/");
      expect([response.status, response.headers.getSetCookie()]).toEqual([500, []]);
      expect(sessions.reports).toHaveLength(visit);
      expect(sessions.reports[visit - 1]).toMatch(reason);
    }
  });
});
