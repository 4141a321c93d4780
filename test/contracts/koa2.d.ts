// Koa 2 under the name it is installed by, in the types of Koa 3: what is used is the same.
declare module "koa2" {
  export { default } from "koa";
}
