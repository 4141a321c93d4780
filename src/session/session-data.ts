/**
 * The keys of your session and their types. Declare them once, for every adapter:
 *
 * @example
 * ```ts
 * declare module "dewar" {
 *   interface SessionData {
 *     username: string;
 *     visits: number;
 *   }
 * }
 * ```
 *
 * Until a member is declared, any key is accepted.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be merged into
export interface SessionData {}
