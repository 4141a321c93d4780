// What the README's table says of dewar and of other libraries.
import type { Promised } from "./promised.ts";

// biome-ignore format: one promise a line
export const OTHER_LIBRARIES: readonly Promised[] = [
  { promise: "| Where the data is |", where: ["README.md"], test: ["test/recipes/beside-others.test.ts", "%s is what the README's table says"] },
  { promise: "| Visitors can read it |", where: ["README.md"], test: ["test/recipes/beside-others.test.ts", "%s is what the README's table says"] },
  { promise: "| A call to save it |", where: ["README.md"], test: ["test/recipes/beside-others.test.ts", "%s is what the README's table says"] },
  { promise: "| A change inside a value | saved", where: ["README.md"], test: ["test/recipes/beside-others.test.ts", "%s is what the README's table says"] },
  { promise: "| Too large for a cookie |", where: ["README.md"], test: ["test/recipes/beside-others.test.ts", "%s is what the README's table says"] },
  { promise: "| Server refuses what is too old |", where: ["README.md"], test: ["test/recipes/beside-others.test.ts", "%s is what the README's table says"] },
  { promise: "| A logout ends copies of the cookie |", where: ["README.md"], test: ["test/recipes/beside-others.test.ts", "%s is what the README's table says"] },
  { promise: "| Cookie of an older key, when read |", where: ["README.md"], test: ["test/recipes/beside-others.test.ts", "%s is what the README's table says"] },
  { promise: "| Flash messages |", where: ["README.md"], test: ["test/recipes/coming-from.test.ts", "what connect-flash left is shown once"] },
  { promise: "| Works with |", where: ["README.md"], test: ["test/house/readme.test.ts", "counts the adapters"] },
  { promise: "| Shares a session with Flask |", where: ["README.md"], test: ["test/interop/sessions.test.ts", "Flask reads what dewar writes, and would write the same text"] },
  { promise: "| Time to read it, dewar's is 1", where: ["README.md"], test: ["test/recipes/beside-others.test.ts", "the README's figures are those that were measured last"] },
];
