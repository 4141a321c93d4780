// Not instanceof: under Jest, in `node:vm`, and from structuredClone() there, values come from another
// realm, which has its own classes of the same names.
const nameOf = (value: unknown): string => Object.prototype.toString.call(value);

/** Whether it is a `Uint8Array` or `Buffer`, of any realm. */
export const isBytes = (value: unknown): value is Uint8Array =>
  nameOf(value) === "[object Uint8Array]";

/** Whether it is a `Date`, of any realm. */
export const isDate = (value: unknown): value is Date => nameOf(value) === "[object Date]";
