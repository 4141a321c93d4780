import { index, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("page.tsx"),
  route("storage", "storage.ts"),
  route("*", "contract.ts"),
] satisfies RouteConfig;
