/** A form's fields, in order; those of one name one after the other. */
export type Fields = Iterable<readonly [name: string, value: unknown]>;

// No other body is looked at, as in Flask-WTF: what a page of another site can send is a form.
const FORM = /^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i;

/** Whether a Content-Type is that of a form. */
export const isForm = (contentType: string | undefined): boolean => FORM.test(contentType ?? "");

/** The fields of a body that the framework has parsed: a `FormData`, or an object with a member for each name. */
export function fieldsOf(body: unknown): Fields {
  if (typeof body !== "object" || body === null) return [];
  if (Symbol.iterator in body && !Array.isArray(body)) return body as Fields;
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    Array.isArray(value)
      ? value.map((each): [string, unknown] => [name, each])
      : [[name, value] as [string, unknown]],
  );
}

/**
 * The token in a form: the field of this name, else the first field whose name ends with it, as those
 * of a form with a prefix do (`profile-csrf_token`). Of several values the first counts; files never do.
 */
export function tokenIn(fields: Fields, fieldName: string): string | undefined {
  const first = new Map<string, string>();
  for (const [name, value] of fields)
    if (typeof value === "string" && !first.has(name)) first.set(name, value);
  const own = first.get(fieldName);
  if (own) return own;
  for (const [name, value] of first) if (value !== "" && name.endsWith(fieldName)) return value;
  return undefined;
}
