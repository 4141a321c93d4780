declare namespace App {
  interface Locals {
    csrf_token: import("dewar/csrf").CsrfHelpers["csrf_token"];
    session: import("dewar").Session;
    admin: import("dewar").Session;
    keyless: import("dewar").Session;
  }
}
