import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [reactRouter()],
  // Only because dewar is linked from above this folder here; an installed one needs nothing.
  ssr: { external: ["dewar"] },
});
