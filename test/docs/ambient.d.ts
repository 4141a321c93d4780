// What a block of the documentation may use without saying where it comes from.
// `preload.mjs` gives the same names values, for the blocks that run.
import type { Express } from "express";
// A block that only declares session data needs somebody to have imported the package.
import "dewar";

declare global {
  /** A Request of the Fetch API. */
  const request: Request;
  /** A Response of the Fetch API. */
  const response: Response;
  /** An Express application. */
  const app: Express;
}
