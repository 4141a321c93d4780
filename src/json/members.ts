/**
 * The text of each member of a JSON object, exactly as the object's text has it. If a key is there
 * twice, the last one counts. `text` must be a valid JSON object.
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

/** The position after the string that starts at `start`. */
function stringEnd(text: string, start: number): number {
  for (let i = start + 1; ; i++) {
    const char = text.charCodeAt(i);
    if (char === 92 /* \ */) i++;
    else if (char === 34 /* " */) return i + 1;
  }
}

/** The position of the comma or brace after the value that starts at `start`. */
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
