/** Text that is not JSON, or not JSON that Python's `json.loads` or Flask's tags accept. */
export class JSONDecodeError extends Error {
  /** Stable name of the error, for programs. */
  readonly code = "ERR_JSON_DECODE";
  override name = "JSONDecodeError";
  /** The cause. It is kept out of logs, because JavaScript's own error quotes the text. */
  declare readonly originalError: unknown;

  /** @param message - what was expected @param originalError - the error behind this one */
  constructor(message: string, originalError?: unknown) {
    super(message);
    Object.defineProperty(this, "originalError", { value: originalError });
  }
}

/**
 * A value that cannot go into a session or token. The message starts with the path to the
 * value (`session.cart[2].buyer`) and says what can go there.
 */
export class JSONEncodeError extends TypeError {
  /** Stable name of the error, for programs. */
  readonly code = "ERR_JSON_ENCODE";
  override name = "JSONEncodeError";
}
