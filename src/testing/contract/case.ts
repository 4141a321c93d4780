/** One requirement. It throws if the subject does not do what the name says. */
export interface ContractCase<Subject> {
  readonly name: string;
  /** What to look at when it fails. The error's message ends with it. */
  readonly why: string;
  run(subject: Subject): Promise<void>;
}

/** A server with the {@link contractApplication} on it. */
export interface ContractServer {
  /** Its address, with the path where the application is mounted, without a slash at the end. */
  readonly url: string;
}

/** A case whose error says what to look at. */
export function explained<Subject>(each: ContractCase<Subject>): ContractCase<Subject> {
  return {
    ...each,
    async run(subject) {
      try {
        await each.run(subject);
      } catch (error) {
        explain(error, each.why);
        throw error;
      }
    },
  };
}

// No `instanceof`: under Jest the errors of `node:assert` are of another realm.
function explain(error: unknown, why: string): void {
  if (typeof error !== "object" || error === null) return;
  const told = error as { message?: unknown; stack?: unknown };
  const { message, stack } = told;
  if (typeof message !== "string") return;
  told.message = `${message}\n\nWhat to look at: ${why}`;
  // The stack has a copy of the message, and it is what most test runners print.
  if (typeof stack === "string") told.stack = stack.replace(message, () => `${told.message}`);
}
