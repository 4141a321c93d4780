import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [sveltekit()],
  // Only because dewar is linked from above this folder here; an installed one needs nothing.
  ssr: { external: ["dewar"] },
});
