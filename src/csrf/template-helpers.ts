/** Makes a token. @param own - what the framework gives to a handler @param session - what is there as the session */
export type TokenOf = (own: object, session: unknown) => string;

/** What templates call, under Flask-WTF's names and under ours. Template engines pass arguments of their own. */
export interface CsrfHelpers {
  csrf_token: () => string;
  csrfToken: () => string;
  /** The tag is HTML: `{{ csrf_meta_tag() | safe }}`. */
  csrf_meta_tag: () => string;
  csrfMetaTag: () => string;
}

/** The tag from which scripts read the token. A token has no character that HTML would take for its own. */
export const metaTag = (token: string): string => `<meta name="csrf-token" content="${token}">`;

/**
 * The helpers of a request.
 *
 * @param session - looked up when a template asks, because `regenerate()` may replace it
 */
export function helpersFor(tokenOf: TokenOf, own: object, session: () => unknown): CsrfHelpers {
  const token = () => tokenOf(own, session());
  const tag = () => metaTag(token());
  return { csrf_token: token, csrfToken: token, csrf_meta_tag: tag, csrfMetaTag: tag };
}
