// Not behind the door of this folder: chunks that many share would load the package for all of them.
export { parseSetCookie, type SetCookie } from "cookie";
