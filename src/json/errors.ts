/** Text that is not the JSON that Python's `json.loads` or Flask's tags accept. */
export class JSONDecodeError extends Error {
  /** Stable name of the error, for programs. */
  readonly code: string = "ERR_JSON_DECODE";
  override name = "JSONDecodeError";
}

/**
 * A value that cannot go into a session or token. The message starts with the path to the
 * value (`session.cart[2].buyer`) and says what can go there.
 */
export class JSONEncodeError extends TypeError {
  /** Stable name of the error, for programs. */
  readonly code: string = "ERR_JSON_ENCODE";
  override name = "JSONEncodeError";
}
