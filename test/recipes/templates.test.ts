// The template blocks of the page about flash messages, in their real engines, on Express.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Markup } from "dewar";
import { session } from "dewar/express";
import ejs from "ejs";
import express from "express";
import Handlebars from "handlebars";
import { Environment } from "minijinja-js";
import nunjucks from "nunjucks";
import { compile as compilePug } from "pug";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPTIONS, serve } from "../adapters/serve.ts";
import { root } from "../house/source.ts";
import { blocksUnder } from "./block.ts";

const folder = join(root, "test-results/recipes/views");
beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true }));

type Engine = (template: string, locals: object) => string;
const handlebars: Engine = (template, locals) => Handlebars.compile(template)(locals);

const nunjucksEngine: Engine = (template, locals) =>
  new nunjucks.Environment(null, { autoescape: true }).renderString(template, locals);

const jinja = (template: string, locals: object): string => {
  const environment = new Environment();
  environment.addTemplate("page.html", template);
  return environment.renderTemplate("page.html", locals);
};

/** What a page of this template shows, and shows when it is asked for again. */
async function shown(
  engine: Engine,
  template: string,
  leave = "/leave",
): Promise<[string, string]> {
  writeFileSync(join(folder, "page.tpl"), template);
  const app = express().set("views", folder);
  app.engine("tpl", (path, locals, done) => {
    try {
      done(null, engine(readFileSync(path, "utf8"), locals));
    } catch (error) {
      done(error);
    }
  });
  app.use(session(OPTIONS));
  app.get("/leave", (req, res) => {
    req.session.flash("<Saved>", "success");
    req.session.flash("<Wrong>", "error");
    res.end();
  });
  app.get("/leave-markup", (req, res) => {
    req.session.flash(new Markup("<b>Now</b>"));
    res.end();
  });
  app.get("/", (_req, res) => res.render("page.tpl"));
  const client = await serve(app);
  await client.fetch(leave);
  const page = async () => {
    const text = await (await client.fetch("/")).text();
    return text.replace(/\s*\n\s*/g, "").trim();
  };
  return [await page(), await page()];
}

const SAVED = '<p class="success">&lt;Saved&gt;</p>';
const PAGES: [string, Engine, string, string][] = [
  ["In a template", jinja, "jinja", '<p role="alert">&lt;Wrong&gt;</p>'],
  ["Nunjucks", nunjucksEngine, "jinja", `${SAVED}<p class="error">&lt;Wrong&gt;</p>`],
  ["EJS", ejs.render, "html", `${SAVED}<p class="error">&lt;Wrong&gt;</p>`],
  ["Handlebars", handlebars, "html", `${SAVED}<p class="error">&lt;Wrong&gt;</p>`],
  [
    "Pug",
    (template, locals) => compilePug(template)(locals),
    "text",
    `${SAVED}<p class="error">&lt;Wrong&gt;</p>`,
  ],
];

test.each(PAGES)(
  "%s: the page's template shows messages once",
  async (heading, engine, language, expected) => {
    const [block] = blocksUnder("docs/flash.md", heading).filter(
      (each) => each.language === language,
    );
    expect(await shown(engine, block?.code ?? "")).toEqual([expected, ""]);
  },
);

const MARKUP = "/leave-markup";
test.each([
  [
    "Handlebars knows that it is safe",
    handlebars,
    "{{#each (getFlashedMessages)}}{{this}}{{/each}}",
  ],
  [
    "EJS has a mark for it",
    ejs.render as Engine,
    "<% for (const each of getFlashedMessages()) { %><%- each %><% } %>",
  ],
  [
    "Pug has an operator for it",
    (template, locals) => compilePug(template)(locals),
    "each message in getFlashedMessages()\n  != message",
  ],
  [
    "Nunjucks has a filter for it",
    nunjucksEngine,
    "{% for each in getFlashedMessages() %}{{ each.__html__() | safe }}{% endfor %}",
  ],
] as [string, Engine, string][])("Markup: %s", async (_, engine, template) => {
  expect(await shown(engine, template, MARKUP)).toEqual(["<b>Now</b>", ""]);
});

describe("Handlebars", () => {
  const PAIR = "{{this.[0]}}={{this.[1]}};";
  test.each([
    [
      "no argument",
      "{{#each (getFlashedMessages)}}{{this}};{{/each}}",
      "&lt;Saved&gt;;&lt;Wrong&gt;;",
    ],
    [
      "by position",
      `{{#each (getFlashedMessages true)}}${PAIR}{{/each}}`,
      "success=&lt;Saved&gt;;error=&lt;Wrong&gt;;",
    ],
    [
      "Flask's spelling",
      `{{#each (get_flashed_messages with_categories=true)}}${PAIR}{{/each}}`,
      "success=&lt;Saved&gt;;error=&lt;Wrong&gt;;",
    ],
    [
      "said to be false",
      "{{#each (getFlashedMessages withCategories=false)}}{{this}};{{/each}}",
      "&lt;Saved&gt;;&lt;Wrong&gt;;",
    ],
  ])("arguments: %s", async (_, template, expected) => {
    expect(await shown(handlebars, template)).toEqual([expected, ""]);
  });

  test("a list of categories comes from the data", async () => {
    const engine: Engine = (template, locals) =>
      handlebars(template, { ...locals, only: ["error"] });
    const template =
      "{{#each (getFlashedMessages categoryFilter=only withCategories=true)}}{{this.[0]}};{{/each}}";
    expect(await shown(engine, template)).toEqual(["error;", ""]);
  });
});
