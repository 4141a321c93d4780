// What fallback keys cost: nothing to a cookie of the newest key, one HMAC for each newer key that
// an old cookie is tried with.
import { createHmac, hash } from "node:crypto";
import { SecureCookieSessionInterface } from "dewar";
import { compare } from "../measure/rounds.mjs";
import { dewar } from "../process/dewar.mjs";
import { DATA, headerWith, KEY } from "../process/request.mjs";

const FALLBACKS = [1, 2, 3, 4, 5];
const keyNumber = (/** @type {number} */ i) => `old-${i}-${KEY}`;

/** @param {number} rounds */
export async function keyGrowth(rounds) {
  const subjects = FALLBACKS.flatMap((count) => {
    const secretKeyFallbacks = Array.from({ length: count }, (_, i) => keyNumber(i));
    // The oldest of them: the last that is tried.
    const oldest = new SecureCookieSessionInterface({ secretKey: keyNumber(0) });
    const header = headerWith(`session=${oldest.signingSerializer.dumps(DATA)}`);
    const options = { secretKeyFallbacks };
    return [
      dewar(`newest|${count}`, SecureCookieSessionInterface, { options }),
      dewar(`oldest|${count}`, SecureCookieSessionInterface, { options, header }),
    ];
  });
  // One HMAC, as little of it as there may be, and as Node has it.
  const message = Buffer.alloc(74, 0x41);
  const inner = Buffer.concat([Buffer.alloc(64, 0x36), message]);
  const outer = Buffer.alloc(64 + 20, 0x5c);
  const hmacs = [
    {
      name: "two one-shot digests",
      run() {
        outer.latin1Write(hash("sha1", inner, "binary"), 64);
        return hash("sha1", outer, "base64url");
      },
    },
    {
      name: "createHmac",
      run: () => createHmac("sha1", KEY).update(message).digest("base64url"),
    },
  ];
  const alone = dewar("dewar", SecureCookieSessionInterface);
  const { others } = await compare(
    { name: alone.name, run: alone.read },
    [...hmacs, ...subjects.map(({ name, read }) => ({ name, run: read }))],
    { rounds },
  );
  const [oneShot, native, ...rest] = others;
  return {
    oneShot: oneShot?.ratio,
    createHmac: native?.ratio,
    rows: rest.map(({ name, ratio }) => {
      const [cookie, count] = name.split("|");
      return { cookie, fallbacks: Number(count), ratio };
    }),
  };
}
