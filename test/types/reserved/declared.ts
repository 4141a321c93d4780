// A name of the session's own, declared as data: as a property it stays what it is, and
// the data is there all the same, through get and set.
import { SecureCookieSessionInterface, type Session } from "dewar";

declare module "dewar" {
  interface SessionData {
    get: string;
    flash: number;
    permanent: string;
    status: "open" | "closed";
  }
}

const sessions = new SecureCookieSessionInterface({ secretKey: "key" });
const session: Session = sessions.openSession(null);

session.set("get", "data");
session.update({ permanent: "data", status: "open" });
const data: string | undefined = session.get("get");
const status: "open" | "closed" = session.get("status", "closed");
const flag: boolean = session.permanent;
session.flash("Saved");

// @ts-expect-error a method
session.get = "data";
// @ts-expect-error a method
session.flash = 1;
// @ts-expect-error a property of the session, and a boolean
session.permanent = "data";
// @ts-expect-error a property of the session, and not to be set
session.status = "open";
// @ts-expect-error not its type as data either
session.set("flash", "data");

// The same by generics.
const own = new SecureCookieSessionInterface<{ pop: string }>({ secretKey: "key" }).openSession("");
own.set("pop", "data");
// @ts-expect-error a method
own.pop = "data";

export { data, flag, status };
