declare namespace App {
  interface Locals extends import("dewar/csrf").CsrfHelpers {
    session: import("dewar").Session;
    admin: import("dewar").Session;
    keyless: import("dewar").Session;
  }
}
