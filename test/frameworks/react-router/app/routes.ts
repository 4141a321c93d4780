import { index, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("page.tsx"),
  route("storage", "storage.ts"),
  route("built", "built.tsx"),
  route("csrf", "csrf.ts"),
  route("cross", "cross.ts"),
  route("*", "contract.ts"),
] satisfies RouteConfig;
