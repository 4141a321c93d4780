// Express 4 under the name it is installed by, in the types of Express 5: what is used is the same.
declare module "express4" {
  export { default } from "express";
}
