// Nobody has declared a key: any can be read, none written.
import { type ReadonlySession, readonlySession, Session } from "dewar";

const read: ReadonlySession = readonlySession(new Session<object>({ username: "alice" }), "");
const username: string = read["username"];
console.log(username);

// @ts-expect-error read-only
read["username"] = "alice";
// @ts-expect-error what it is called on would have to be the reason why not
read.set("username", "alice");
// @ts-expect-error as above
read.clear();
