import node from "@astrojs/node";
import { defineConfig } from "astro/config";

export default defineConfig({
  output: "server",
  adapter: node({ mode: "standalone" }),
  // The hosts this site is served under: forms are taken from there only.
  security: { allowedDomains: [{ hostname: "127.0.0.1" }, { hostname: "localhost" }] },
});
