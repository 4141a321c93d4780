/**
 * An object's own members. A member that another package put on `Object.prototype` must not become an
 * option that nobody passed.
 */
export function own<T extends object>(object: T): T {
  return { __proto__: null, ...object } as T;
}

/** Sets an own member under any key: assigning to `__proto__` would set the prototype. */
export function setMember(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  else object[key] = value;
}

/**
 * The names of an object's members that JSON writes: a member that is `undefined` is left out. All code
 * that counts or writes members must use this function. If two places counted differently, an object
 * with one key that looks like a tag could be written without the escape.
 */
export function memberNames(object: object): string[] {
  const names = Object.keys(object);
  const members = object as Record<string, unknown>;
  return names.some((name) => members[name] === undefined)
    ? names.filter((name) => members[name] !== undefined)
    : names;
}

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
