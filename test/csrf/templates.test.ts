// `csrf_token()` and the meta tag in real template engines, on Express. What a page shows is what its
// form sends.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { csrf } from "dewar/csrf";
import { session } from "dewar/express";
import ejs from "ejs";
import express from "express";
import Handlebars from "handlebars";
import { Environment } from "minijinja-js";
import nunjucks from "nunjucks";
import { compile as compilePug } from "pug";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "../adapters/serve.ts";
import { root } from "../house/source.ts";
import { SECRET } from "./secret.ts";

const folder = join(root, "test-results/csrf-views");
beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true }));

type Engine = (template: string, locals: object) => string;

const jinja: Engine = (template, locals) => {
  const environment = new Environment();
  environment.addTemplate("page.html", template);
  return environment.renderTemplate("page.html", locals);
};
const nunjucksEngine: Engine = (template, locals) =>
  new nunjucks.Environment(null, { autoescape: true }).renderString(template, locals);

const FIELD = '<input type="hidden" name="csrf_token" value=';
const ENGINES: [name: string, engine: Engine, template: string][] = [
  // The template of a Flask application, as it is.
  ["minijinja", jinja, `${FIELD}"{{ csrf_token() }}">{{ csrf_meta_tag() | safe }}`],
  ["Nunjucks", nunjucksEngine, `${FIELD}"{{ csrf_token() }}">{{ csrf_meta_tag() | safe }}`],
  ["EJS", ejs.render as Engine, `${FIELD}"<%= csrf_token() %>"><%- csrf_meta_tag() %>`],
  [
    "Handlebars",
    (template, locals) => Handlebars.compile(template)(locals),
    `${FIELD}"{{csrf_token}}">{{{csrf_meta_tag}}}`,
  ],
  [
    "Pug",
    (template, locals) => compilePug(template)(locals),
    'input(type="hidden" name="csrf_token" value=csrf_token())\n!= csrf_meta_tag()',
  ],
];

test.each(ENGINES)("%s", async (name, engine, template) => {
  const app = express().set("views", folder);
  app.engine("tpl", (_path, locals, done) => {
    try {
      done(null, engine(template, locals));
    } catch (error) {
      done(error);
    }
  });
  const file = `${name}.tpl`;
  writeFileSync(join(folder, file), "");
  app.use(express.urlencoded({ extended: false }));
  app.use(session({ secretKey: SECRET }));
  app.use(csrf({ secretKey: SECRET }).express);
  app.get("/", (_req, res) => res.render(file));
  // A page may change the session first: the token is that of the session that is sent.
  app.get("/fresh", async (req, res) => {
    await req.session.regenerate();
    res.render(file);
  });
  app.post("/", (_req, res) => void res.send("passed"));
  const client = await serve(app);
  for (const path of ["/", "/fresh"]) {
    const page = await (await client.fetch(path)).text();
    const [, token = ""] =
      /^<input type="hidden" name="csrf_token" value="([\w.-]{91})"\/?><meta name="csrf-token" content="\1">$/.exec(
        page,
      ) ?? [];
    const body = new URLSearchParams({ csrf_token: token });
    expect(await (await client.fetch("/", { method: "POST", body })).text()).toBe("passed");
  }
});
