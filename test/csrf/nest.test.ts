// NestJS on Express, which parses forms later than its middleware runs unless it is told not to.
import "reflect-metadata";
import { All, Controller, Module, Req, Res } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { csrf } from "dewar/csrf";
import { session } from "dewar/express";
import { createClient } from "dewar/testing";
import express, { type Request, type Response } from "express";
import { expect, onTestFinished, test } from "vitest";
import { SECRET } from "./secret.ts";

/** One route; decorators are called as the functions they are. */
class Form {
  visit(req: Request, res: Response): void {
    res.send(req.method === "GET" ? res.locals["csrf_token"]() : req.body.title);
  }
}
Controller()(Form);
All("form")(
  Form.prototype,
  "visit",
  Object.getOwnPropertyDescriptor(Form.prototype, "visit") as never,
);
Req()(Form.prototype, "visit", 0);
Res()(Form.prototype, "visit", 1);
class Application {}
Module({ controllers: [Form] })(Application);

test("a form passes with its token, and without it Nest answers 400", async () => {
  const app = await NestFactory.create(Application, new ExpressAdapter(), {
    bodyParser: false,
    logger: false,
  });
  app.use(express.urlencoded({ extended: false }));
  app.use(session({ secretKey: SECRET }));
  app.use(csrf({ secretKey: SECRET }).express);
  await app.listen(0, "127.0.0.1");
  onTestFinished(() => app.close());
  const client = createClient(await app.getUrl());
  const csrf_token = await (await client.fetch("/form")).text();
  const send = async (fields: Record<string, string>) => {
    const body = new URLSearchParams({ title: "The title", ...fields });
    const response = await client.fetch("/form", { method: "POST", body });
    return [response.status, await response.text()];
  };
  expect(await send({ csrf_token })).toEqual([200, "The title"]);
  expect(await send({})).toEqual([
    400,
    JSON.stringify({ statusCode: 400, message: "The CSRF token is missing." }),
  ]);
});
