import type { GetFlashedMessagesOptions, Session } from "../session/index.ts";
import { currentSession } from "./port.ts";

type KeywordArguments =
  | ReadonlyMap<string, unknown>
  | Readonly<Record<string, unknown>>
  | boolean
  | undefined;

/** `get_flashed_messages` as templates call it: by position, or with keywords in either spelling. */
export type GetFlashedMessages = (
  withCategories?: KeywordArguments,
  categoryFilter?: KeywordArguments | readonly string[],
  keywords?: KeywordArguments,
) => unknown[];

/** The globals that Flask gives to templates. */
export interface TemplateHelpers {
  getFlashedMessages: GetFlashedMessages;
  get_flashed_messages: GetFlashedMessages;
}

/**
 * What a template gets, under Flask's name and under ours.
 *
 * @param property - the session's name; one called otherwise than `"session"` does not take its place
 * @param present - what the template has already
 */
export function templateHelpers(session: object): TemplateHelpers;
export function templateHelpers(
  session: object,
  property: string,
  present: object,
): Partial<TemplateHelpers>;
export function templateHelpers(
  session: object,
  property = "session",
  present: object = {},
): Partial<TemplateHelpers> {
  if (property !== "session" && "getFlashedMessages" in present) return {};
  const getFlashedMessages: GetFlashedMessages = (...args) =>
    (currentSession(session) as Session<{ _: never }>).getFlashedMessages(
      optionsOf(args) as GetFlashedMessagesOptions & { withCategories: true },
    );
  return { getFlashedMessages, get_flashed_messages: getFlashedMessages };
}

// Template engines hand keyword arguments over as one last object: minijinja a Map, nunjucks a record.
function optionsOf(args: readonly unknown[]): GetFlashedMessagesOptions {
  const options: { withCategories?: boolean; categoryFilter?: readonly string[] } = {};
  const [first, second] = args;
  if (typeof first === "boolean") options.withCategories = first;
  if (Array.isArray(second)) options.categoryFilter = second;
  const last = args.at(-1);
  if (typeof last !== "object" || last === null || Array.isArray(last)) return options;
  const keywords = last instanceof Map ? last : new Map(Object.entries(last));
  const withCategories = keywords.get("with_categories") ?? keywords.get("withCategories");
  const categoryFilter = keywords.get("category_filter") ?? keywords.get("categoryFilter");
  if (withCategories !== undefined) options.withCategories = Boolean(withCategories);
  if (categoryFilter != null) options.categoryFilter = categoryFilter as readonly string[];
  return options;
}
