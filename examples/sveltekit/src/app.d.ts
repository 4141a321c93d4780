import type { Session } from "dewar";

declare global {
  namespace App {
    interface Locals {
      session: Session;
    }
  }
}

declare module "dewar" {
  interface SessionData {
    username: string;
    visits: number;
  }
}
