/** One requirement. It throws if the subject does not do what the name says. */
export interface ContractCase<Subject> {
  readonly name: string;
  run(subject: Subject): Promise<void>;
}

/** A server with the {@link contractApplication} on it. */
export interface ContractServer {
  /** Its address, with the path where the application is mounted, without a slash at the end. */
  readonly url: string;
}
