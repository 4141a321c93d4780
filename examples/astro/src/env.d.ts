declare namespace App {
  interface Locals {
    session: import("dewar").Session;
  }
}
