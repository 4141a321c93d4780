// Characters that move the cursor, change colours, hide text or reverse it: controls (C0, C1), format
// characters (bidi, zero-width, tags) and the separators of lines and paragraphs.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text with its unprintable characters as \u escapes, which JSON reads back. Line breaks stay. */
export const printable = (text: string): string =>
  text.replace(UNPRINTABLE, (char) => (char === "\n" ? char : escaped(char)));

/** Text in quotes, safe to show: a name, a value or a header that someone else wrote. */
export const quoted = (text: string): string => printable(JSON.stringify(text));

const escaped = (char: string): string =>
  char.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
