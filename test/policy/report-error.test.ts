import {
  SecureCookieSessionInterface,
  type Session,
  type SessionCommit,
  SessionInterface,
  SessionTooLargeError,
} from "dewar";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const secretKey = "key-of-the-report-tests-77c2e9";
const warnings: (Error & { code?: string })[] = [];
const note = (warning: Error) => void warnings.push(warning);

beforeEach(() => {
  process.on("warning", note);
  // What the portable platform has in place of a warning of the process.
  vi.spyOn(console, "warn").mockImplementation((text: string) => {
    const [, code = "", message = ""] = /^\[(\w+)\] (.*)$/s.exec(text) ?? [];
    note(Object.assign(new Error(message), { name: "DewarWarning", code }));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.off("warning", note);
  warnings.length = 0;
});
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

const said = (what: string, message: string): string =>
  `${what}: ${message} Pass the option ` +
  "onError(error, request) to be told each time; this warning comes once for each kind of error.";

class OfOneKind extends Error {
  readonly code = "ERR_OF_ONE_KIND";
}

test("an error becomes one warning for each kind", async () => {
  const sessions = new SecureCookieSessionInterface({ secretKey });
  sessions.reportError(new OfOneKind("first"));
  sessions.reportError(new OfOneKind("second"));
  sessions.reportError(new RangeError("third"));
  sessions.reportError("no error at all");
  await nextTurn();
  expect(warnings.map(({ name, code }) => [name, code])).toEqual([
    ["DewarWarning", "DEWAR_NOT_SAVED"],
    ["DewarWarning", "DEWAR_NOT_SAVED"],
    ["DewarWarning", "DEWAR_NOT_SAVED"],
  ]);
  expect(warnings.map(({ message }) => message)).toEqual([
    said("The session could not be loaded or saved", "first"),
    said("The session could not be loaded or saved", "third"),
    said("The session could not be loaded or saved", "something other than an Error was thrown."),
  ]);
});

test("an interface of one's own warns, too, where it does not say otherwise", async () => {
  class Own extends SessionInterface {
    override openSession(): Session {
      throw new Error("no session");
    }
    override commit(): SessionCommit {
      return { cookies: [], vary: false };
    }
  }
  class OfAnotherKind extends Error {
    readonly code = "ERR_OF_ANOTHER_KIND";
  }
  new Own().reportError(new OfAnotherKind("fourth"));
  await nextTurn();
  expect(warnings.map(({ message }) => message)).toEqual([
    said("The session could not be loaded or saved", "fourth"),
  ]);
});

test("onError gets each of them with the request, and there is no warning", async () => {
  const told: unknown[] = [];
  const onError = (error: unknown, request: unknown) => void told.push([error, request]);
  const sessions = new SecureCookieSessionInterface({ secretKey, onError });
  const error = new SessionTooLargeError(5000, { a: 5000 });
  const request = { url: "/" };
  sessions.reportError(error, request);
  sessions.reportError(error, request);
  await nextTurn();
  expect(told).toEqual([
    [error, request],
    [error, request],
  ]);
  expect(warnings).toEqual([]);
});

test("what onError throws is a warning, and ends nothing", async () => {
  const onError = () => {
    throw new TypeError("of the logger");
  };
  const sessions = new SecureCookieSessionInterface({ secretKey, onError });
  expect(() => sessions.reportError(new Error("x"))).not.toThrow();
  await nextTurn();
  expect(warnings.map(({ message }) => message)).toEqual([
    said("onError threw an error of its own", "of the logger"),
  ]);
});
