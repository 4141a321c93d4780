// What a request costs whose handler never looks at the session.
import { SecureCookieSessionInterface } from "dewar";
import { compare } from "../measure/rounds.mjs";
import { headerWith, KEY, PlainHeaders } from "../process/request.mjs";

const PASSING = { username: "alice", visits: 3 };
const PERMANENT = { ...PASSING, _permanent: true };

/** @param {number} rounds */
export async function untouched(rounds) {
  const subject = (name, { data, refreshEachRequest = true, touch = false }) => {
    const sessions = new SecureCookieSessionInterface({ secretKey: KEY, refreshEachRequest });
    const cookie = data ? [`session=${sessions.signingSerializer.dumps(data)}`] : [];
    const header = headerWith(...cookie);
    return {
      name,
      run() {
        const session = sessions.openSession(header);
        const headers = new PlainHeaders();
        const visits = touch ? session.visits : 0;
        sessions.saveSession(session, headers);
        return [visits, headers];
      },
    };
  };
  const { others } = await compare(
    subject("read", { data: PASSING, touch: true }),
    [
      subject("no session cookie came", {}),
      subject("a cookie came, refreshEachRequest: false", {
        data: PERMANENT,
        refreshEachRequest: false,
      }),
      subject("a cookie came, not permanent", { data: PASSING }),
      subject("permanent, refreshed after a day", {
        data: PERMANENT,
        refreshEachRequest: { days: 1 },
      }),
      subject("permanent, refreshed each time", { data: PERMANENT }),
    ],
    { rounds },
  );
  return others.map(({ name, ratio }) => ({ name, ratio }));
}
