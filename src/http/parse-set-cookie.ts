// In a file of its own: what only writes cookies leaves the package out.
export { parseSetCookie, type SetCookie } from "cookie";
