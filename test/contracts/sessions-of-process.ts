// Where the sessions of an application are that was built before it is started: its environment says so.
import { inCookies, type Sessions, waiting } from "./waiting-cookie.ts";

/** The environment of a server whose sessions have to be waited for. */
export const WAITING: Readonly<Record<string, string>> = { CONTRACT_SESSIONS: "waiting" };

/** What the adapters of this process take. */
export const sessionsOfProcess: Sessions =
  process.env["CONTRACT_SESSIONS"] === WAITING["CONTRACT_SESSIONS"] ? waiting : inCookies;
