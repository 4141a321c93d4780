// The least that a signed session can cost a server: the floor of part 1, and the headers that such
// a response has to carry. No cookie is looked for, no signature compared, no session made.
import { hash } from "node:crypto";
import { floorOf } from "../process/floor.mjs";
import { DATA } from "../process/request.mjs";

const { read } = floorOf(DATA);
const inner = Buffer.alloc(64 + 80, 0x36);
const outer = Buffer.alloc(64 + 20, 0x5c);
const ATTRIBUTES = "; HttpOnly; Path=/; SameSite=Lax";

/**
 * @param {string | undefined} path
 * @param {(name: string, value: string) => unknown} setHeader
 */
export function floor(path, setHeader) {
  let visits = read();
  setHeader("Vary", "Cookie");
  if (path === "/write") {
    visits += 1;
    const payload = Buffer.from(JSON.stringify({ ...DATA, visits })).toString("base64url");
    hash("sha1", inner, "binary");
    const signature = hash("sha1", outer, "base64url");
    setHeader("Set-Cookie", `session=${payload}.awOKww.${signature}${ATTRIBUTES}`);
    setHeader("Cache-Control", "private");
  }
  return `Visits: ${visits}`;
}
