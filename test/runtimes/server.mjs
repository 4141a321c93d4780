// The shell for Node, Bun and Deno.
import { walk } from "./walk.mjs";
import { walkFetch } from "./walk-fetch.mjs";

walk();
await walkFetch();
console.log("walked");
