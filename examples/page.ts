// The page that the examples show, so that each example's own file is about its framework.
import type { Session } from "dewar";

/** What these applications keep in their sessions. */
declare module "dewar" {
  interface SessionData {
    username: string;
    visits: number;
  }
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/** The page as HTML. Messages that were flashed are on it once. */
export function page(session: Session): string {
  const messages = session.getFlashedMessages({ withCategories: true });
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>A session</title>
</head>
<body>
<main>
  ${messages.map(([category, text]) => `<p role="status" class="${escaped(category)}">${escaped(text)}</p>`).join("\n  ")}
  ${session.username === undefined ? LOGGED_OUT : loggedIn(session.username, session.get("visits", 0))}
</main>
</body>
</html>`;
}

const loggedIn = (username: string, visits: number): string =>
  `<h1>Welcome back, ${escaped(username)}!</h1>
  <p>Your visit count: ${visits}</p>
  <form method="post" action="/logout"><button>Log out</button></form>`;

const LOGGED_OUT = `<h1>You are not logged in.</h1>
  <form method="post" action="/login">
    <label>Name <input name="username" autocomplete="username"></label>
    <label><input type="checkbox" name="remember"> Remember me</label>
    <button>Log in</button>
  </form>`;
