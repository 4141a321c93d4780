import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const config: NextConfig = {
  // Only because dewar is linked from above this folder here; an installed one needs nothing.
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
};

export default config;
