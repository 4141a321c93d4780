/** One thing to prove: throws where the subject does not do as its name says. */
export interface ContractCase<Subject> {
  readonly name: string;
  run(subject: Subject): Promise<void>;
}

/** A server with the {@link contractApplication} on it. */
export interface ContractServer {
  /** Its address, and a path below which the application is, without a slash at the end. */
  readonly url: string;
}
