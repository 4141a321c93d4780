// What every application of the comparison is set up with: the same key, the same small session.
export { KEY } from "../process/request.mjs";

import { KEY } from "../process/request.mjs";

export const VISITS = 3;
export const DEWAR = { secretKey: KEY };
