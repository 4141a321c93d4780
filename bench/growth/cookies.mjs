// What other cookies in the header cost. The session's stands last.
import { parseCookie } from "cookie";
import { SecureCookieSessionInterface } from "dewar";
import { compare } from "../measure/rounds.mjs";
import { dewar } from "../process/dewar.mjs";
import { DATA, KEY } from "../process/request.mjs";

const COUNTS = [1, 5, 10, 20, 30, 40, 50];

/** @param {number} rounds */
export async function cookieGrowth(rounds) {
  const { signingSerializer } = new SecureCookieSessionInterface({ secretKey: KEY });
  const session = `session=${signingSerializer.dumps(DATA)}`;
  const subjects = COUNTS.flatMap((count) => {
    const others = Array.from(
      { length: count - 1 },
      (_, i) => `_tracker_${i}=GA1.1.${1234567890 + i}.1763850000`,
    );
    const header = [...others, session].join("; ");
    return [
      { name: `dewar|${count}`, run: dewar("", SecureCookieSessionInterface, { header }).read },
      {
        name: `only parsing, with the cookie package|${count}`,
        run: () => parseCookie(header).session,
      },
    ];
  });
  const alone = dewar("dewar", SecureCookieSessionInterface, { header: session });
  const { others } = await compare({ name: "dewar", run: alone.read }, subjects, { rounds });
  return others.map(({ name, ratio }) => {
    const [subject, count] = name.split("|");
    return { subject, cookies: Number(count), ratio };
  });
}
