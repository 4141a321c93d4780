/**
 * The text of each member of a JSON object, exactly as it stands in the text of the object;
 * of a key that is there twice, the last. `text` must be a valid JSON object.
 */
export function memberTexts(text: string): Map<string, string> {
  const members = new Map<string, string>();
  let at = text.indexOf("{") + 1;
  for (;;) {
    const start = text.indexOf('"', at);
    if (start < 0) return members;
    const keyEnd = stringEnd(text, start);
    const valueStart = text.indexOf(":", keyEnd) + 1;
    const valueEnd = memberEnd(text, valueStart);
    const key = JSON.parse(text.slice(start, keyEnd)) as string;
    members.set(key, text.slice(valueStart, valueEnd).trim());
    at = valueEnd + 1;
  }
}

/** Where the string that opens at `start` has ended. */
function stringEnd(text: string, start: number): number {
  for (let i = start + 1; ; i++) {
    const char = text.charCodeAt(i);
    if (char === 92 /* \ */) i++;
    else if (char === 34 /* " */) return i + 1;
  }
}

/** Where the comma or brace after the value that starts at `start` stands. */
function memberEnd(text: string, start: number): number {
  let depth = 0;
  for (let i = start; ; i++) {
    const char = text.charCodeAt(i);
    if (char === 34 /* " */) i = stringEnd(text, i) - 1;
    else if (char === 91 /* [ */ || char === 123 /* { */) depth++;
    else if ((char === 44 /* , */ || char === 125) /* } */ && depth === 0) return i;
    else if (char === 93 /* ] */ || char === 125) depth--;
  }
}
