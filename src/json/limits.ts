/**
 * Levels of nesting that are read and written. CPython 3.11 reads about 500 and fails above;
 * a bound also keeps recursion here from overflowing the stack.
 */
export const MAX_DEPTH = 500;
