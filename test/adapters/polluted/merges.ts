// How applications put a visitor's JSON into a session without looking at it.
import merge from "lodash.merge";

type Part = Record<string, never>;

/** The recursive merge that is written again and again. */
function deepMerge(target: Record<string, unknown>, source: Record<string, unknown>): void {
  for (const key in source) {
    const value = source[key];
    if (typeof value !== "object" || value === null) target[key] = value;
    else {
      target[key] ??= {};
      deepMerge(target[key] as Record<string, unknown>, value as Record<string, unknown>);
    }
  }
}

export const MERGES: Readonly<Record<string, (session: object, body: object) => unknown>> = {
  // session[body.section][body.key] = body.value
  assignment(session, body) {
    const { section, key, value } = body as { section: string; key: string; value: unknown };
    const found = (session as Record<string, Part>)[section] as Record<string, unknown>;
    found[key] = value;
  },
  "deep merge": (session, body) => deepMerge(session as Part, body as Part),
  "lodash.merge": (session, body) => merge(session, body),
  "Object.assign": (session, body) => Object.assign(session, body),
  update: (session, body) => (session as { update(data: object): void }).update(body),
};
