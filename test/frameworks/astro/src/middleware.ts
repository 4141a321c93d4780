// The contract's three sessions, and something around them that adds headers.
import { defineMiddleware, sequence } from "astro:middleware";
import { session } from "dewar/astro";
import { contractApplication } from "dewar/testing";
import { addHeadersAround } from "../../../contracts/web-replies.ts";

const { options } = contractApplication;

const around = defineMiddleware(async ({ request }, next) => {
  const response = await next();
  addHeadersAround(request.url, response.headers);
  return response;
});

export const onRequest = sequence(
  around,
  session(options.session),
  session(options.admin, { property: "admin" }),
  session(options.keyless, { property: "keyless" }),
);
