// The shell for workerd where it has AsyncLocalStorage.
import { part, report } from "./check.ts";
import { walkContext } from "./context.ts";
import { readVectors } from "./vectors.ts";
import { walk } from "./walk.ts";
import { walkFetch } from "./walk-fetch.ts";

export default {
  async test(): Promise<void> {
    await part("walk", walk);
    await part("fetch", walkFetch);
    await part("vectors", readVectors);
    await part("context", walkContext);
    console.log(report());
  },
};
