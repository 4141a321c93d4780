// What cannot be saved does not compile, and says why.
import type { ReadonlySession } from "dewar";
import { session } from "dewar/next";

declare module "dewar" {
  interface SessionData {
    username: string;
    cart: { name: string; tags: string[] }[];
    since: Date;
  }
}

declare const functions: Parameters<typeof session>[1];
const { readSession, changeSession } = session({ secretKey: "key" }, functions);
const read: ReadonlySession = await readSession();

const username: string | undefined = read.username;
const surely: string = read.get("username", "nobody");
const since: Date | undefined = read.since;
const messages: [string, string][] = read.getFlashedMessages({ withCategories: true });
const permanent: boolean = read.permanent;
for (const [key, value] of read) console.log(key, value);
console.log(username, surely, since, messages, permanent, "username" in read, { ...read });

// @ts-expect-error read-only
read.username = "alice";
// @ts-expect-error read-only
read["username"] = "alice";
// @ts-expect-error read-only
delete read.username;
// @ts-expect-error read-only
read.permanent = true;
// @ts-expect-error inside, too
read.cart?.push({ name: "cork", tags: [] });
// @ts-expect-error and deep inside
read.cart?.[0]?.tags.push("new");
// @ts-expect-error what it is called on would have to be the reason why not
read.set("username", "alice");
// @ts-expect-error as above
read.clear();
// @ts-expect-error as above
read.flash("Saved");
// @ts-expect-error as above
read.pop("username");
// @ts-expect-error as above
read.update({ username: "alice" });
// @ts-expect-error as above
await read.regenerate();
// @ts-expect-error not declared
read.usernmae;

const changed: number = await changeSession((session) => {
  session.username = "alice";
  return 1;
});
console.log(changed);
