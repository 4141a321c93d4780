// What the recipes' tests call of libraries that have no types, or whose own types declare
// `req.session`, which is dewar's here.
declare module "ejs" {
  const ejs: { render(template: string, data: object): string };
  export default ejs;
}

declare module "pug" {
  export function compile(template: string): (data: object) => string;
}

declare module "cookie-session" {
  import type { RequestHandler } from "express";
  export default function cookieSession(options: { keys: string[] }): RequestHandler;
}

declare module "connect-flash" {
  import type { RequestHandler } from "express";
  export default function connectFlash(): RequestHandler;
}

declare module "express-session" {
  import type { RequestHandler } from "express";
  export interface MemoryStore {
    all(callback: (error: unknown, all: Record<string, unknown>) => void): void;
  }
  interface ExpressSession {
    (options: {
      store: MemoryStore;
      secret: string | string[];
      resave: boolean;
      saveUninitialized: boolean;
      cookie?: { maxAge: number };
    }): RequestHandler;
    MemoryStore: new () => MemoryStore;
  }
  const expressSession: ExpressSession;
  export default expressSession;
}
