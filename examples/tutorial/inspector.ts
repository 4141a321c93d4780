// The inspector, a page that takes any cookie apart. It is for development and does not load where
// NODE_ENV is "production".
import type { RequestHandler } from "express";

export const inspector: RequestHandler | undefined =
  process.env.NODE_ENV === "production" ? undefined : (await import("dewar/inspector")).inspector();
