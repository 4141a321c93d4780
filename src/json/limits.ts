/**
 * Levels of nesting that are read. CPython 3.11 reads about 500 and fails above; a bound also keeps
 * recursion here from overflowing the stack.
 */
export const MAX_DEPTH = 500;

/**
 * Levels of nesting that are written, tags counted. Flask on CPython 3.11 reads deeper data than it
 * can save again: some 325 levels less what the request's own stack takes.
 */
export const MAX_WRITE_DEPTH = 250;

/** Digits of an integer, the most that CPython reads and writes (`sys.set_int_max_str_digits`). */
export const MAX_DIGITS = 4300;
