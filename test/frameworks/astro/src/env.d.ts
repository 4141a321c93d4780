declare namespace App {
  interface Locals {
    session: import("dewar").Session;
    admin: import("dewar").Session;
    keyless: import("dewar").Session;
  }
}
