// Everything that needs `node:assert`, behind one import, so that bundlers can leave it out.
export { adapterContract } from "./contract/adapter-contract.ts";
export { type MakeInterface, sessionInterfaceContract } from "./contract/interface-contract.ts";
export { assertFlashed, assertNothingFlashed } from "./flash-assertions.ts";
