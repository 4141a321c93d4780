import type { GetFlashedMessagesOptions, Session } from "../session/index.ts";
import { currentSession } from "./replacement.ts";

type KeywordArguments =
  | ReadonlyMap<string, unknown>
  | Readonly<Record<string, unknown>>
  | boolean
  | undefined;

/** `get_flashed_messages` as templates call it: with positional arguments, or with keywords in either spelling. */
export type GetFlashedMessages = (
  withCategories?: KeywordArguments,
  categoryFilter?: KeywordArguments | readonly string[],
  keywords?: KeywordArguments,
) => unknown[];

/** The globals that Flask provides in templates. */
export interface TemplateHelpers {
  getFlashedMessages: GetFlashedMessages;
  get_flashed_messages: GetFlashedMessages;
}

/**
 * `getFlashedMessages` for the templates of a request; `undefined` if the one of another session has
 * to stay.
 *
 * @param property - the session's name. A second session, under another name, does not replace the first
 * @param isThere - whether templates have the function already
 */
export function flashedMessagesFor(
  session: object,
  property: string,
  isThere: boolean,
): GetFlashedMessages | undefined {
  if (property !== "session" && isThere) return undefined;
  return (...args) =>
    (currentSession(session) as Session<{ _: never }>).getFlashedMessages(
      optionsOf(args) as GetFlashedMessagesOptions & { withCategories: true },
    );
}

/** Adds Flask's template globals, under Flask's name and under ours. */
export function addTemplateHelpers(locals: object, session: object, property: string): void {
  const helper = flashedMessagesFor(session, property, "getFlashedMessages" in locals);
  if (helper === undefined) return;
  const helpers = locals as TemplateHelpers;
  helpers.getFlashedMessages = helper;
  helpers.get_flashed_messages = helper;
}

// Template engines pass keyword arguments as one last object: minijinja a Map, nunjucks a record.
// Handlebars always passes its options, which have them under `hash`.
function optionsOf(args: readonly unknown[]): GetFlashedMessagesOptions {
  const options: { withCategories?: boolean; categoryFilter?: readonly string[] } = {};
  const [first, second] = args;
  if (typeof first === "boolean") options.withCategories = first;
  if (Array.isArray(second)) options.categoryFilter = second;
  const keywords = keywordsIn(args.at(-1));
  const withCategories = keywords.get("with_categories") ?? keywords.get("withCategories");
  const categoryFilter = keywords.get("category_filter") ?? keywords.get("categoryFilter");
  if (withCategories !== undefined) options.withCategories = Boolean(withCategories);
  if (categoryFilter != null) options.categoryFilter = categoryFilter as readonly string[];
  return options;
}

function keywordsIn(last: unknown): ReadonlyMap<string, unknown> {
  if (typeof last !== "object" || last === null || Array.isArray(last)) return NONE;
  if (last instanceof Map) return last;
  const { hash } = last as { hash?: unknown };
  return new Map(Object.entries(typeof hash === "object" && hash !== null ? hash : last));
}

const NONE: ReadonlyMap<string, unknown> = new Map();
