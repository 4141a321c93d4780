// The shell for workerd: `workerd test` calls `test`.
import { walk } from "./walk.mjs";
import { walkFetch } from "./walk-fetch.mjs";

export default {
  async test() {
    walk();
    await walkFetch();
  },
};
