/** Requests and responses of node:http. @module */
export { ErrorPage } from "./error-page.ts";
export { NodeExchange } from "./exchange.ts";
export { type ConnectFlash, flash } from "./flash.ts";
export { joined, listed } from "./headers.ts";
export { shareMethods } from "./methods.ts";
export { isEncrypted, isSecure, NodeSessionConfig } from "./session-config.ts";
