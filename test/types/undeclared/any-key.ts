// Nobody has declared session data: any key compiles.
import { SecureCookieSessionInterface, type Session } from "dewar";

const sessions = new SecureCookieSessionInterface({ secretKey: "key" });
const session: Session = sessions.openSession(null);

session.username = "alice";
session["visits"] = session.get("visits", 0) + 1;
session.set("cart", [1, 2]);
session.cart.push(3);
session.update({ a: 1, b: [2] });
delete session.username;
const popped: string = session.pop("username", "nobody");
const visits: number = session.setDefault("visits", 0);
const isThere: boolean = "username" in session;
for (const [key, value] of session) console.log(key.toUpperCase(), value);
const copy = { ...session };

// What the session is stays typed.
const permanent: boolean = session.permanent;
session.permanent = true;
session.flash("Saved");
session.flash("Saved", "success");
const messages: unknown[] = session.getFlashedMessages();
const pairs: [string, unknown][] = session.getFlashedMessages({ withCategories: true });
session.getFlashedMessages({ categoryFilter: ["error"] });

// @ts-expect-error permanent is a boolean
session.permanent = "yes";
// @ts-expect-error new is told, not set
session.new = true;
// @ts-expect-error status is told, not set
session.status = "valid";
// @ts-expect-error the API is no data
session.get = "x";
// @ts-expect-error a category is a string
session.flash("Saved", 1);
// @ts-expect-error a filter is a list
session.getFlashedMessages({ categoryFilter: 1 });

export { copy, isThere, messages, pairs, permanent, popped, visits };
