// The JSON text of a payload, laid out for people.
const MAX_COLUMNS = 80;
const MAX_INDENT = 40;

/** The JSON text over several lines; unchanged if JavaScript cannot read it. */
export function readable(json: string): string {
  const data = parse(json);
  if (data === undefined) return json;
  try {
    return spread(data, "");
  } catch {
    return json; // Nested so deeply that JSON.stringify gives up.
  }
}

/** A value that does not fit on one line gets a line for each member. */
function spread(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  const fits = indent !== "" && indent.length + line.length <= MAX_COLUMNS;
  const deep = indent.length >= MAX_INDENT;
  if (fits || deep || typeof value !== "object" || value === null) return line;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const inner = `${indent}  `;
  const members = Object.entries(value).map(([key, member]) => {
    const name = Array.isArray(value) ? "" : `${JSON.stringify(key)}: `;
    return inner + name + spread(member, inner);
  });
  return members.length === 0 ? line : `${open}\n${members.join(",\n")}\n${indent}${close}`;
}

/** The object or array that the text stands for; undefined where it is neither. */
export function parse(json: string): object | undefined {
  try {
    const data: unknown = JSON.parse(json);
    return typeof data === "object" && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}
