import { login, logout } from "./actions";
import { readSession } from "./session";

export default async function Page() {
  const session = await readSession();
  const messages = session.getFlashedMessages({ withCategories: true });
  return (
    <main>
      {messages.map(([category, message]) => (
        <p key={message} className={category} role="status">
          {message}
        </p>
      ))}
      {session.username === undefined ? (
        <LoggedOut />
      ) : (
        <LoggedIn username={session.username} visits={session.get("visits", 0)} />
      )}
    </main>
  );
}

function LoggedIn({ username, visits }: { username: string; visits: number }) {
  return (
    <>
      <h1>Welcome back, {username}!</h1>
      <p>Your visit count: {visits}</p>
      <form action={logout}>
        <button type="submit">Log out</button>
      </form>
    </>
  );
}

function LoggedOut() {
  return (
    <>
      <h1>You are not logged in.</h1>
      <form action={login}>
        <label>
          Name <input name="username" />
        </label>
        <label>
          <input type="checkbox" name="remember" /> Remember me
        </label>
        <button type="submit">Log in</button>
      </form>
    </>
  );
}
