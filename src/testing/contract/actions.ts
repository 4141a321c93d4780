import type { Visited } from "./visit.ts";

const pause = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 20));

/** Reads the visitor's name again and again, while other visitors' requests run. */
async function whoThroughout({ session, context = session }: Visited): Promise<string> {
  const names: unknown[] = [session["name"], context["name"]];
  for (let turn = 0; turn < 3; turn++) {
    await pause();
    session["turns"] = session.get("turns", 0) + 1;
    names.push(session["name"], context["name"]);
  }
  return [...new Set(names)].join(" or ");
}

/** Assigns a value to the session's place, and returns the result as text. */
const assigning =
  (value: unknown) =>
  ({ assign, session }: Visited): string => {
    if (assign === undefined) return "there is no place to assign to";
    try {
      assign(value);
      return JSON.stringify(Object.fromEntries(session));
    } catch (error) {
      return (error as Error).name;
    }
  };

/** The actions on the sessions, by the first part of the path. The returned text is the body of the response. */
export const ACTIONS: Readonly<Record<string, (visited: Visited) => string | Promise<string>>> = {
  nothing: () => "nothing",
  read: ({ session }) => `${session.get("username", "nobody")}`,
  write: ({ session }) => {
    session["username"] = "alice";
    return "written";
  },
  "write-permanent": ({ session }) => {
    session.permanent = true;
    session["username"] = "alice";
    return "written";
  },
  append: ({ session }) => {
    session["cart"].push("bottle");
    return `${session["cart"].length}`;
  },
  clear: ({ session }) => {
    session.clear();
    return "cleared";
  },
  flash: ({ session }) => {
    session.flash("Saved", "success");
    return "flashed";
  },
  "show-flashes": ({ session }) => {
    const first = session.getFlashedMessages({ withCategories: true });
    const again = session.getFlashedMessages({ withCategories: true });
    return JSON.stringify([first, again]);
  },
  status: ({ session }) => session.status,
  "assign-null": assigning(null),
  "assign-object": assigning({ username: "alice" }),
  "assign-text": assigning("alice"),
  "assign-undefined": assigning(undefined),
  who: whoThroughout,
  "too-large": ({ session }) => {
    session["text"] = "0123456789abcdef"
      .repeat(1000)
      .replace(/./g, () => Math.random().toString(36).slice(2, 3));
    return "too large";
  },
  unserialisable: ({ session }) => {
    session["callback"] = () => {};
    return "unserialisable";
  },
  "unserialisable-beside": ({ session, admin }) => {
    session["callback"] = () => {};
    admin["username"] = "root";
    return "unserialisable";
  },
  "unserialisable-admin": ({ session, admin }) => {
    session["username"] = "alice";
    admin["callback"] = () => {};
    return "unserialisable";
  },
  "write-both": ({ session, admin }) => {
    session["username"] = "alice";
    admin["username"] = "root";
    return "written";
  },
  "read-both": ({ session, admin }) => `${session["username"]} and ${admin["username"]}`,
  "clear-admin": ({ admin }) => {
    admin.clear();
    return "cleared";
  },
  "read-keyless": ({ keyless }) => `${keyless.get("username", "nobody")}`,
  "write-keyless": ({ keyless }) => {
    keyless["username"] = "alice";
    return "written";
  },
};
