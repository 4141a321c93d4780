// What people read in an editor while they write: names of types, and errors that say what is wrong.
import { describe, expect, test } from "vitest";
import { open } from "./editor.ts";

const DECLARED = `
import { type ReadonlySession, readonlySession, type Session } from "dewar";
import { session } from "dewar/express";
import express from "express";

declare module "dewar" {
  interface SessionData {
    username: string;
    theme: "dark" | "light";
    cart: string[];
    flash: string;
  }
}
`;

describe("a session whose data is declared", () => {
  const { hover, completions, errors } = open(`${DECLARED}
const app = express().use(session({ secretKey: "key" }));
app.get("/", (req) => {
  const opened = req./*property*/session;
  /*session*/opened.username = "alice";
  opened./*offered*/username;
  const /*list*/list = opened.get("cart", []);
  list.push("bottle");
  const /*choice*/choice = opened.get("theme", "dark");
  const /*or*/orNull = opened.get("username", null);
  const /*popped*/popped = opened.pop("cart", []);
  opened./*get*/get("username");
});
`);

  test("has a name", () => {
    expect(hover("property")).toBe("(property) Express.Request.session: Session");
    expect(hover("session")).toBe("const opened: Session");
  });

  test("has values of their types, the default's included", () => {
    expect(errors).toEqual({});
    expect(hover("list")).toBe("const list: string[]");
    expect(hover("choice")).toBe('const choice: "dark" | "light"');
    expect(hover("or")).toBe("const orNull: string | null");
    expect(hover("popped")).toBe("const popped: string[]");
    expect(hover("get")).toBe(
      '(method) SessionMethods<SessionData>.get<"username">(key: "username"): string | undefined (+2 overloads)',
    );
  });

  test("offers its keys and its methods", () => {
    const names = ["username", "theme", "cart", "get", "flash", "permanent", "regenerate"];
    expect(names.filter((name) => !completions("offered").includes(name))).toEqual([]);
  });
});

test("what is wrong is said of the session by its name", () => {
  const { errors } = open(`${DECLARED}
declare const opened: Session;
opened.usernmae;
opened.flash = "text";
opened.username = 1;
opened.get("usernmae");
opened.set("theme", "blue");
opened.status = "valid";
const other: Session<{ visits: number }> = opened;
`);
  expect(errors).toEqual({
    16: "Property 'usernmae' does not exist on type 'Session'. Did you mean 'username'?",
    17: "Type 'string' is not assignable to type '(message: unknown, category?: string | undefined) => void'.",
    18: "Type 'number' is not assignable to type 'string'.",
    19: "Argument of type '\"usernmae\"' is not assignable to parameter of type 'Key<SessionData>'.",
    20: 'Argument of type \'"blue"\' is not assignable to parameter of type \'"dark" | "light"\'.',
    21: "Cannot assign to 'status' because it is a read-only property.",
    22: "Type 'Session' is not assignable to type 'Session<{ visits: number; }>'.",
  });
});

const REFUSED =
  "This session can only be read here. Write it where a response can still set its cookie.";

describe("a session that can only be read", () => {
  const thisOf = (name: string) =>
    `The 'this' context of type '${name}' is not assignable to method's 'this' of type '"${REFUSED}"'.`;

  test("has a name, and says so where it is written", () => {
    const { hover, errors } = open(`${DECLARED}
declare const opened: Session;
const /*name*/read = readonlySession(opened, "");
const /*value*/list = read.get("cart", []);
read.clear();
read.set("username", "alice");
read./*set*/flash("Hello");
read.username = "alice";
list.push("bottle");
const given: ReadonlySession = read;
const written: Session = read;
`);
    expect(hover("name")).toBe("const read: ReadonlySession<SessionData>");
    expect(hover("set")).toContain("this: WriteRefused");
    const refused = thisOf("ReadonlySession<SessionData>");
    expect(errors).toEqual({
      18: refused,
      19: refused,
      20: refused,
      21: "Cannot assign to 'username' because it is a read-only property.",
      24: expect.stringMatching(
        /^Type 'ReadonlySession<SessionData>' is not assignable to type 'Session'/,
      ),
    });
  });
});

describe("a session that nobody has described", () => {
  const { hover, completions, errors } = open(`
import { readonlySession, SecureCookieSessionInterface } from "dewar";
const opened = new SecureCookieSessionInterface({ secretKey: "key" }).openSession(null);
/*session*/opened.anything.goes = 1;
opened./*offered*/x;
const /*read*/read = readonlySession(opened, "");
read.set("username", "alice");
opened.permanent = "yes";
`);

  test("has its name, any key, and its methods", () => {
    expect(hover("session")).toBe("const opened: Session<SessionData>");
    expect(hover("read")).toBe("const read: ReadonlySession<SessionData>");
    expect(completions("offered")).toEqual(expect.arrayContaining(["get", "flash", "permanent"]));
    expect(Object.keys(errors)).toEqual(["7", "8"]);
    expect(errors[7]).toContain(REFUSED);
    expect(errors[8]).toBe("Type 'string' is not assignable to type 'boolean'.");
  });
});

describe("the code of an error tells its class", () => {
  const { hover, errors } = open(`
import { JSONDecodeError, JSONEncodeError, SessionError } from "dewar";
import { BadData } from "dewar/itsdangerous";

export function told(error: unknown): void {
  if (error instanceof SessionError) {
    if (error.code === "ERR_SESSION_TOO_LARGE") /*large*/error.bytesByKey;
    if (error.code === "ERR_SESSION_NULL") /*null*/error.message;
    if (error.code === "ERR_SESSION_NUL") throw error;
  }
  if (error instanceof BadData) {
    if (error.code === "ERR_SIGNATURE_EXPIRED") /*expired*/error.dateSigned;
    if (error.code === "ERR_BAD_SIGNATURE") error./*payload*/payload;
    if (error.code === "ERR_BAD_PAYLOAD") /*unread*/error.originalError;
    if (error.code === "ERR_EXPIRED") throw error;
  }
  if (error instanceof JSONEncodeError && error.code === "ERR_JSON_DECODE") throw error;
}

export function complete(error: SessionError | BadData | JSONDecodeError): string {
  switch (error.code) {
    case "ERR_SESSION":
    case "ERR_SESSION_COMMITTED":
    case "ERR_SESSION_CONFLICT":
    case "ERR_SESSION_ENDED":
    case "ERR_SESSION_FRAMEWORK_VERSION":
    case "ERR_SESSION_NOT_LOADED":
    case "ERR_SESSION_NOT_ON_REQUEST":
    case "ERR_SESSION_NULL":
    case "ERR_SESSION_OPTIONS":
    case "ERR_SESSION_OUTSIDE_OF_REQUEST_CONTEXT":
    case "ERR_SESSION_READONLY":
    case "ERR_SESSION_REPLACED":
    case "ERR_SESSION_STORE":
    case "ERR_SESSION_TIMEOUT":
    case "ERR_SESSION_TOO_LARGE":
    case "ERR_SESSION_UNAVAILABLE":
    case "ERR_BAD_DATA":
    case "ERR_BAD_HEADER":
    case "ERR_BAD_PAYLOAD":
    case "ERR_BAD_SIGNATURE":
    case "ERR_BAD_TIME_SIGNATURE":
    case "ERR_MALFORMED_TIMESTAMP":
    case "ERR_SIGNATURE_EXPIRED":
    case "ERR_JSON_DECODE":
      return "known";
  }
}
`);

  test("with the fields that it has", () => {
    expect(hover("large")).toBe("(parameter) error: SessionTooLargeError");
    expect(hover("expired")).toBe("(parameter) error: SignatureExpired");
    expect(hover("payload")).toBe("(property) BadSignature.payload: SignedValue | undefined");
    expect(hover("unread")).toBe("(parameter) error: BadPayload");
  });

  test("and one that there is not is an error, so that a switch can be complete", () => {
    const unintended = "This comparison appears to be unintentional because the types ";
    expect(
      Object.entries(errors).map(([line, text]) => [line, text.startsWith(unintended)]),
    ).toEqual(["9", "15", "17"].map((line) => [line, true]));
  });
});
