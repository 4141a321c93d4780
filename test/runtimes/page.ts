// The shell for a browser, which hides Set-Cookie from scripts: sessions are saved as on a server
// that runs in it.
import { part, report } from "./check.ts";
import { readVectors } from "./vectors.ts";
import { walk } from "./walk.ts";

await part("walk", walk);
await part("vectors", readVectors);
document.title = report();
