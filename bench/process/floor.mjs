import { hash } from "node:crypto";

// What nobody who checks an HMAC and reads JSON out of base64 gets around: two one-shot digests
// over bytes that lie ready, base64 decoded, JSON parsed. No cookie is looked for, no signature
// compared, no time checked, no session made.
/** @param {object} data what is in the session */
export function floorOf(data) {
  const payload = Buffer.from(JSON.stringify(data)).toString("base64url");
  const inner = Buffer.alloc(64 + payload.length + 7, 0x36);
  const outer = Buffer.alloc(64 + 20, 0x5c);
  return {
    name: "floor",
    read() {
      hash("sha1", inner, "binary");
      hash("sha1", outer, "base64url");
      return JSON.parse(Buffer.from(payload, "base64").toString("utf8")).visits;
    },
  };
}
