// Where the sessions of an application are that was built before it is started: its environment says so.
import { told } from "./told-store.ts";
import { inCookies, type Sessions, waiting } from "./waiting-cookie.ts";

const KINDS: Readonly<Record<string, Sessions>> = { waiting, told };

/** What the adapters of this process take. */
export const sessionsOfProcess: Sessions =
  KINDS[process.env["CONTRACT_SESSIONS"] ?? ""] ?? inCookies;
