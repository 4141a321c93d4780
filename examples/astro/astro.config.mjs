import node from "@astrojs/node";
import { defineConfig } from "astro/config";

export default defineConfig({
  output: "server",
  adapter: node({ mode: "standalone" }),
  // Only because dewar is linked from above this folder here; an installed one needs nothing.
  vite: { ssr: { external: ["dewar"] } },
  // The hosts this site is served under: forms are taken from there only.
  security: { allowedDomains: [{ hostname: "127.0.0.1" }, { hostname: "localhost" }] },
});
