// What needs `node:assert`, behind one import, so that bundlers can leave out all of it.
export { adapterContract } from "./adapter-contract.ts";
export { assertFlashed, assertNothingFlashed } from "./flash-assertions.ts";
export { type MakeInterface, sessionInterfaceContract } from "./interface-contract.ts";
