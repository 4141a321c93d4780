// From the first declared member on, only declared keys compile, with their types.
import "./data.ts";
import { SecureCookieSessionInterface, type Session } from "dewar";

const sessions = new SecureCookieSessionInterface({ secretKey: "key" });
const session: Session = sessions.openSession(null);

session.username = "alice";
session["visits"] = session.get("visits", 0) + 1;
session.set("visits", 1);
session.update({ username: "bob" });
delete session.username;

// A visitor may come with nothing: every key may be absent.
const maybe: string | undefined = session.username;
const surely: string = session.get("username", "nobody");
const orNull: string | null = session.get("username", null);
const absent: string | undefined = session.get("username");
const popped: number = session.pop("visits", 0);
const listed: string[] = session.setDefault("cart", []);
// An empty list as the default takes the key's own type.
session.get("cart", []).push("bottle");
session.pop("cart", []).push("bottle");

// @ts-expect-error it may be absent
const wrong: string = session.username;
// @ts-expect-error it may be absent
const wrongToo: string = session.get("username");
// @ts-expect-error a typo
session.usernmae = "alice";
// @ts-expect-error a typo
session.get("usernmae");
// @ts-expect-error a typo
session.pop("usernmae", 1);
// @ts-expect-error a typo
session.update({ usernmae: "alice" });
// @ts-expect-error not its type
session.username = 1;
// @ts-expect-error not its type
session.set("visits", "1");
// @ts-expect-error not its type
session.setDefault("cart", [1]);
// @ts-expect-error not its type
session.update({ visits: "1" });

export { absent, listed, maybe, orNull, popped, surely, wrong, wrongToo };
