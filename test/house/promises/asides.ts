import type { Aside } from "./promised.ts";

/** Advice: what those who read it had better do. */
// biome-ignore format: one sentence a line
export const ADVICE: readonly Aside[] = [
  { aside: "**Save once, as late as possible, on every response**", where: ["docs/adapters/write-an-adapter.md"] },
  { aside: "`append` must keep the Set-Cookie lines of others", where: ["docs/adapters/write-an-adapter.md"] },
  { aside: "let a plain object replace its data, and throw for anything else", where: ["docs/adapters/write-an-adapter.md"] },
  { aside: "Find a hook whose errors your framework catches", where: ["docs/adapters/write-an-adapter.md"] },
  { aside: "Ask `contractApplication.answerNow(visit)` first", where: ["docs/adapters/write-an-adapter.md"] },
  { aside: "throw `reply.error`", where: ["docs/adapters/write-an-adapter.md"] },
  { aside: "You never have to put the key on the command line", where: ["docs/cli.md"] },
  { aside: "Make a key once, and give it to every process", where: ["docs/configuration.md"] },
  { aside: "Never change anything in a `GET`", where: ["docs/csrf.md"] },
  { aside: "Check every other request", where: ["docs/csrf.md"] },
  { aside: "Put a limit on its size before it, as for every form", where: ["docs/csrf.md"] },
  { aside: "give the same one to every process and container", where: ["docs/deployment.md"] },
  { aside: "Never put it into the image or the repository", where: ["docs/deployment.md"] },
  { aside: "Give every container the same `SECRET_KEY`", where: ["docs/limits.md"] },
  { aside: "`cookie: { name: \"id\" }` says less", where: ["docs/owasp.md"] },
  { aside: "remove the old one **and every other fallback**", where: ["docs/rotation.md"] },
  { aside: "Restart every process that has the old key", where: ["docs/rotation.md"] },
  { aside: "run both from one set of variables", where: ["docs/sharing.md"] },
  { aside: "so that nothing from before it stays", where: ["docs/sharing.md"] },
  { aside: "never give the session's secret to anything that signs in another way", where: ["docs/tokens.md"] },
  { aside: "so keep it in the environment, never in the repository", where: ["docs/tutorial.md"] },
  { aside: "This only works if a GET never changes anything", where: ["docs/tutorial.md"] },
  { aside: "Never build one from user input", where: ["docs/tutorial.md"] },
];

/** What others do: browsers, Flask, frameworks, other libraries. */
// biome-ignore format: one sentence a line
export const OTHERS: readonly Aside[] = [
  { aside: "If TypeScript says *Argument of type", where: ["docs/adapters/hono.md"] },
  { aside: "Next cannot set cookies there", where: ["docs/adapters/next.md"] },
  { aside: "nobody has seen them", where: ["docs/adapters/next.md"] },
  { aside: "scripts cannot change either", where: ["docs/csrf.md"] },
  { aside: "a cookie name that subdomains cannot set", where: ["docs/csrf.md"] },
  { aside: "A name that subdomains cannot set", where: ["docs/deployment.md"] },
  { aside: "minijinja-js cannot show a `Markup`", where: ["docs/flash.md"] },
  { aside: "They cannot read the cookie, and need not", where: ["docs/owasp.md"] },
  { aside: "Some frameworks make an error page or a 404 themselves", where: ["docs/session.md"] },
  { aside: "Every host below it then gets the cookie", where: ["docs/sharing.md"] },
  { aside: "Flask rejects a cookie that was signed a second in its future", where: ["docs/sharing.md"] },
  { aside: "a browser sends `Origin` with every POST", where: ["docs/tutorial.md"] },
];

/** What there is, or is not: nothing that could be broken. */
// biome-ignore format: one sentence a line
export const FACTS: readonly Aside[] = [
  { aside: "`openSession` takes a Cookie header, or nothing", where: ["docs/adapters/none.md"] },
  { aside: "Two more methods of a session interface may return a promise", where: ["docs/adapters/none.md"] },
  { aside: "Return `undefined` where there is nothing to wait for", where: ["docs/adapters/none.md"] },
  { aside: "and for nothing else", where: ["docs/adapters/write-an-adapter.md"] },
  { aside: "What they throw is your framework's to answer", where: ["docs/adapters/write-an-adapter.md"] },
  { aside: "There is no option to skip the check", where: ["docs/cli.md"] },
  { aside: "so nothing has to be shared but the key", where: ["docs/deployment.md"] },
  { aside: "nothing: it comes with the session", where: ["docs/from/connect-flash.md"] },
  { aside: "as with every session without a store, the server cannot end it", where: ["docs/from/iron-session.md"] },
  { aside: "Nothing special is needed", where: ["docs/limits.md"] },
  { aside: "Nothing is missing there", where: ["docs/limits.md"] },
  { aside: "Nothing changes.", where: ["docs/sharing.md"] },
];
