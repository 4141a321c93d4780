import type { Session } from "dewar";

declare global {
  namespace App {
    interface Locals {
      session: Session;
      admin: Session;
      keyless: Session;
    }
  }
}
