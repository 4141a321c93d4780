// Who may log in, as passport-local asks for it; the same for every framework.
import { Strategy } from "passport-local";

export interface Account {
  id: number;
  name: string;
}

const ALICE: Account = { id: 7, name: "alice" };

interface Authenticator {
  use(strategy: Strategy): unknown;
  serializeUser(
    serialize: (user: Express.User, done: (error: unknown, id?: number) => void) => void,
  ): void;
  deserializeUser(
    deserialize: (id: number, done: (error: unknown, user?: Account | false) => void) => void,
  ): void;
}

/** Teaches a Passport that Alice has a password, and how she is kept in the session. */
export function withAccounts<P extends Authenticator>(passport: P): P {
  passport.use(
    new Strategy((username, password, done) => {
      if (username !== "alice") return done(null, false, { message: "Incorrect username." });
      if (password !== "right") return done(null, false, { message: "Incorrect password." });
      return done(null, ALICE, { message: "Welcome back." });
    }),
  );
  // Asynchronous, as a database is.
  passport.serializeUser((user, done) => setImmediate(done, null, (user as Account).id));
  passport.deserializeUser((id, done) => setImmediate(done, null, id === ALICE.id && ALICE));
  return passport;
}

/** What the login form sends. */
export const credentials = (username: string, password: string): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams({ username, password }),
});

/** How the applications log in and out: the same for every framework. */
export const OPTIONS = {
  login: {
    failureRedirect: "/login",
    failureFlash: true,
    successFlash: true,
    successRedirect: "/",
  },
  keep: { failureRedirect: "/login", keepSessionInfo: true, successRedirect: "/" },
  messages: { failureRedirect: "/login", failureMessage: true, successRedirect: "/" },
};
