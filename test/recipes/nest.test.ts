// The blocks of the page about NestJS, compiled as Nest's own compiler does it, on both frameworks.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "dewar/testing";
import ts from "typescript";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { startServer } from "../examples/server.ts";
import { root } from "../house/source.ts";
import { codeUnder } from "./block.ts";

const PAGE = "docs/adapters/nestjs.md";
const folder = join(root, "test-results/recipes-nest");
const MODULE = `
import { Module } from "@nestjs/common";
import { HomeController } from "./home.controller.js";
@Module({ controllers: [HomeController] })
export class AppModule {}
`;

/** Writes the application and compiles it. */
function compile(main: string): { errors: string[]; out: string } {
  const sources = {
    "home.controller.ts": codeUnder(PAGE, "In a controller"),
    "app.module.ts": MODULE,
    "main.ts": main.replace("listen(3000)", 'listen(Number(process.env.PORT), "127.0.0.1")'),
  };
  const out = join(folder, `${Date.now()}`);
  mkdirSync(out, { recursive: true });
  for (const [name, code] of Object.entries(sources)) writeFileSync(join(out, name), code);
  const program = ts.createProgram(
    Object.keys(sources).map((name) => join(out, name)),
    {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ["node"],
      strict: true,
      skipLibCheck: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
    },
  );
  const found = ts.getPreEmitDiagnostics(program);
  program.emit();
  const errors = found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  return { errors, out };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(["On Express", "On Fastify"])(
  "%s: a login, its message and its visits",
  async (heading) => {
    const { errors, out } = compile(codeUnder(PAGE, heading));
    expect(errors).toEqual([]);
    const server = await startServer(["node", "main.js"], out, { SECRET_KEY: "5f".repeat(16) });
    onTestFinished(() => server.stop());
    const client = createClient(server.origin);
    const answers: unknown[] = [];
    for (const [path, init] of [
      ["/", {}],
      [
        "/login",
        {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: '{"username":"alice"}',
        },
      ],
      ["/", {}],
    ] as const) {
      const response = await client.fetch(path, init);
      answers.push([response.status, response.headers.get("location") ?? (await response.text())]);
    }
    expect(answers).toEqual([
      [200, "Visits: 1"],
      [302, "/"],
      [200, "Visits: 2"],
    ]);
  },
);
