import { sessionContext } from "dewar/react-router";
import { Form, redirect } from "react-router";
import type { Route } from "./+types/home";

export function loader({ context }: Route.LoaderArgs) {
  const session = context.get(sessionContext);
  if ("username" in session) session.visits = session.get("visits", 0) + 1;
  const { username, visits } = session;
  return { username, visits, messages: session.getFlashedMessages({ withCategories: true }) };
}

export async function action({ context, request }: Route.ActionArgs) {
  const session = context.get(sessionContext);
  const form = await request.formData();
  if (form.get("intent") === "logout") {
    session.clear();
    return redirect("/");
  }
  const username = `${form.get("username")}`.trim();
  if (username === "") {
    session.flash("Name cannot be empty", "error");
  } else {
    session.clear();
    session.username = username;
    if (form.has("remember")) session.permanent = true;
    session.flash(`Hello, ${username}!`, "success");
  }
  return redirect("/");
}

export default function Home({ loaderData: { username, visits, messages } }: Route.ComponentProps) {
  return (
    <main>
      {messages.map(([category, message]) => (
        <p key={message} role="status" className={category}>
          {message}
        </p>
      ))}
      {username === undefined ? (
        <>
          <h1>You are not logged in.</h1>
          <Form method="post">
            <label>
              Name <input name="username" autoComplete="username" />
            </label>
            <label>
              <input type="checkbox" name="remember" /> Remember me
            </label>
            <button type="submit">Log in</button>
          </Form>
        </>
      ) : (
        <>
          <h1>Welcome back, {username}!</h1>
          <p>Your visit count: {visits}</p>
          <Form method="post">
            <input type="hidden" name="intent" value="logout" />
            <button type="submit">Log out</button>
          </Form>
        </>
      )}
    </main>
  );
}
