// The requests in the vectors, one by one.
import { isRefusedAtStart } from "./interface.ts";
import type { Case } from "./outcome.ts";
import { type HttpVector, vectors } from "./read.ts";
import { type Encoded, hasOtherKeys } from "./values.ts";

export type NamedCase = Case & { id: string };

/** JavaScript has no keys that are not strings, and so no operations with them. */
const canBeAsked = ({ keys, step }: Case): boolean =>
  !isRefusedAtStart({ secret_keys: keys }) && !hasOtherKeys(step.ops as Encoded);

export const SET_COOKIE_CASES: NamedCase[] = vectors("set_cookie")
  .map(({ id, group, config, secret_keys: keys, ...step }) => {
    return { id, group, config, keys, step: { ...step, ...step.request } };
  })
  .filter(canBeAsked);

/** The steps of a vector, each with the keys that the application has by then. */
function stepsOf({ id, group, config, secret_keys, steps }: HttpVector): NamedCase[] {
  let keys = secret_keys;
  return steps.map((step, index) => {
    keys = step.secret_keys ?? keys;
    return { id: `${id} step ${index + 1}`, group, config, keys, step };
  });
}

export const HTTP_CASES: NamedCase[] = vectors("http").flatMap(stepsOf).filter(canBeAsked);
