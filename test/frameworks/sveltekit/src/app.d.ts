import type { Session } from "dewar";
import type { CsrfHelpers } from "dewar/csrf";

declare global {
  namespace App {
    interface Locals extends CsrfHelpers {
      session: Session;
      admin: Session;
      keyless: Session;
    }
  }
}
