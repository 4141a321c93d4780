import type { Request } from "express";

/** The text of a form field without the white space around it; "" where there is none. */
export function field(req: Request, name: string): string {
  const value: unknown = req.body?.[name];
  return typeof value === "string" ? value.trim() : "";
}
