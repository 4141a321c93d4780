/** The `code` of the error that is thrown, or `"none"`. */
export function codeOf(run: () => unknown): string {
  try {
    run();
    return "none";
  } catch (error) {
    return (error as { code: string }).code;
  }
}
