// What would move the cursor, change colours or turn text around where it is shown: a payload is
// whatever somebody put there. JSON.stringify escapes the controls below U+0020.
const UNPRINTABLE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Text in quotes, safe to show. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    UNPRINTABLE,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
