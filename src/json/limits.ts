/**
 * The levels of nesting that are read. CPython 3.11 reads about 500 and fails above. The limit also
 * keeps recursion here from overflowing the stack.
 */
export const MAX_DEPTH = 500;

/**
 * The levels of nesting that are written, tags included. It is lower, because Flask on CPython 3.11
 * cannot save all data that it can read: it saves about 325 levels, less those that the request's own
 * stack needs.
 */
export const MAX_WRITE_DEPTH = 250;

/** The most digits of an integer that CPython reads and writes (`sys.set_int_max_str_digits`). */
export const MAX_DIGITS = 4300;
