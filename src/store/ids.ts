import { digest, encodeBase64url, encodeUtf8, randomBytes } from "#platform";

const ID_BYTES = 32;
const ID = /^[\w-]{43}$/;

/** A new id, which nobody can guess. */
export const newId = (): string => encodeBase64url(randomBytes(ID_BYTES));

/** Whether a value has the form of an id. Any other is never looked for. */
export const isId = (value: unknown): value is string =>
  typeof value === "string" && ID.test(value);

/** The key under which a store keeps the session: who reads the store does not learn the id. */
export const keyOfId = (id: string): string => encodeBase64url(digest("sha256", encodeUtf8(id)));
