/** The key of these tests. */
export const SECRET = "key-of-the-csrf-tests-4c7e1a90b2";
