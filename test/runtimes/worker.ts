// The shell for workerd: `workerd test` calls `test`.
import { part, report } from "./check.ts";
import { readVectors } from "./vectors.ts";
import { walk } from "./walk.ts";
import { walkFetch } from "./walk-fetch.ts";

export default {
  async test(): Promise<void> {
    await part("walk", walk);
    await part("fetch", walkFetch);
    await part("vectors", readVectors);
    console.log(report());
  },
};
