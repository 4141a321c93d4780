/** What the documentation promises, where, and the test that tries to break it. */
export interface Promised {
  /** Words of the sentence, enough to tell it from others of the page. */
  promise: string;
  where: readonly string[];
  /** A file and the name of a test in it; "…" stands for what a name is put together of. */
  test: readonly [file: string, name: string];
}

/** A sentence in the same words that promises nothing of dewar's. */
export interface Aside {
  aside: string;
  where: readonly string[];
}
