// One visitor's request, as every subject of the comparison sees it: the session's cookie among two
// others. And stand-ins for Node's request and response, for those that know no other way in.

import { EventEmitter } from "node:events";

/** 64 hex characters, as `secrets.token_hex()` gives. */
export const KEY = "6b0f5c1e2d9a48f7b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7081920";

/** What is in the session: Flask's own mark for "remember me", a name, a counter. */
export const DATA = { _permanent: true, username: "alice", visits: 3 };

/** @param {...string} cookies */
export const headerWith = (...cookies) =>
  ["theme=dark", ...cookies, "_ga=GA1.1.1234567890.1763850000"].join("; ");

export class FakeRequest {
  /** @param {string} cookie */
  constructor(cookie) {
    this.method = "GET";
    this.url = "/";
    this.headers = { host: "localhost", cookie };
    this.secure = false;
    this.protocol = "http";
    this.socket = { encrypted: false };
    this.connection = this.socket;
  }
}

export class FakeResponse extends EventEmitter {
  constructor() {
    super();
    this.statusCode = 200;
    this.headersSent = false;
    this.locals = {};
    /** @type {Record<string, string | string[] | undefined>} */
    this.sent = {};
  }
  /** @param {string} name */
  getHeader(name) {
    return this.sent[name.toLowerCase()];
  }
  /** @param {string} name @param {string | string[]} value */
  setHeader(name, value) {
    this.sent[name.toLowerCase()] = value;
    return this;
  }
  /** @param {string} name @param {string} value */
  appendHeader(name, value) {
    const before = this.sent[name.toLowerCase()];
    return this.setHeader(name, before === undefined ? value : [before, value].flat());
  }
  /** @param {number} status */
  writeHead(status) {
    this.statusCode = status;
    return this;
  }
}

/** What a session is saved into when there is no framework: as little as `HeadersLike` asks for. */
export class PlainHeaders {
  constructor() {
    /** @type {Map<string, string>} */
    this.map = new Map();
  }
  /** @param {string} name */
  get(name) {
    return this.map.get(name) ?? null;
  }
  /** @param {string} name @param {string} value */
  set(name, value) {
    this.map.set(name, value);
  }
  /** @param {string} name @param {string} value */
  append(name, value) {
    this.map.set(name, value);
  }
}
