// Every block that docs.test.ts does not run or compile as it stands: why, and which test does.

export interface SetAside {
  page: string;
  /** The first line of its code. */
  begins: string;
  how: "no-run" | "no-check";
  why: string;
  /** What runs it with the real other library. */
  runs: readonly [file: string, name: string];
}

const PORT = "it listens on a port of its own, for good";
const RUNNER = "it is a test, for a test runner and against a server";
const BUILT = "Next compiles and runs it: no module of Node's";
const FRAMEWORK = "its types are made by the framework's own build";
const DECORATORS = "decorators with metadata need Nest's compiler";

const elysia = ["test/recipes/set-aside.test.ts", "$where: Elysia counts visits, on Node"] as const;
const contract = [
  "test/recipes/set-aside.test.ts",
  "$where: node --test passes it on node:http",
] as const;
const nest = ["test/recipes/nest.test.ts", "%s: a login, its message and its visits"] as const;
const next = [
  "test/frameworks/documented.test.ts",
  "Next: the pages, the action, the handler and the proxy of the documentation",
] as const;
const svelte = [
  "test/frameworks/documented.test.ts",
  "SvelteKit: the hook, the action and the layout of the documentation",
] as const;
const astro = [
  "test/frameworks/documented.test.ts",
  "Astro: the middleware, the page and the endpoint of the documentation",
] as const;

// biome-ignore format: one block a line
export const SET_ASIDE: readonly SetAside[] = [
  { page: "docs/adapters/astro.md", begins: "// src/pages/login.ts", how: "no-check", why: FRAMEWORK, runs: astro },
  { page: "docs/adapters/elysia.md", begins: 'import { Elysia, t } from "elysia";', how: "no-run", why: PORT, runs: elysia },
  { page: "docs/adapters/h3.md", begins: "// server/middleware/session.ts", how: "no-check", why: "it is for h3 1, and two files", runs: ["test/recipes/nuxt.test.ts", "a middleware and a handler of h3 1 have the session, and redirects and errors save it"] },
  { page: "docs/adapters/nestjs.md", begins: 'import { NestFactory } from "@nestjs/core";', how: "no-check", why: DECORATORS, runs: nest },
  { page: "docs/adapters/nestjs.md", begins: 'import { NestFactory } from "@nestjs/core";', how: "no-check", why: DECORATORS, runs: nest },
  { page: "docs/adapters/nestjs.md", begins: 'import { Controller, Get, Post, Body, Redirect, Session as FromRequest } from "@nestjs/common";', how: "no-check", why: DECORATORS, runs: nest },
  { page: "docs/adapters/next.md", begins: "// app/session.ts", how: "no-check", why: BUILT, runs: next },
  { page: "docs/adapters/next.md", begins: "// app/page.tsx", how: "no-check", why: BUILT, runs: next },
  { page: "docs/adapters/next.md", begins: "// app/actions.ts", how: "no-check", why: BUILT, runs: next },
  { page: "docs/adapters/next.md", begins: "// app/api/me/route.ts", how: "no-check", why: BUILT, runs: next },
  { page: "docs/adapters/next.md", begins: "// proxy.ts", how: "no-check", why: BUILT, runs: next },
  { page: "docs/adapters/sveltekit.md", begins: "// src/routes/login/+page.server.ts", how: "no-check", why: FRAMEWORK, runs: svelte },
  { page: "docs/adapters/sveltekit.md", begins: "// src/routes/+layout.server.ts", how: "no-check", why: FRAMEWORK, runs: svelte },
  { page: "docs/adapters/write-an-adapter.md", begins: 'import { test } from "node:test";', how: "no-run", why: RUNNER, runs: contract },
  { page: "docs/testing.md", begins: 'import { SecureCookieSessionInterface } from "dewar";', how: "no-run", why: "it needs the tutorial's server", runs: ["test/recipes/set-aside.test.ts", "$where: begins logged in, at the tutorial's server"] },
  { page: "docs/testing.md", begins: 'const express = require("express");', how: "no-run", why: RUNNER, runs: ["test/package/jest.test.ts", "the documentation's own test"] },
  { page: "src/adapters/elysia.ts", begins: 'import { Elysia } from "elysia";', how: "no-run", why: PORT, runs: elysia },
  { page: "src/adapters/next/index.ts", begins: 'import { cookies, headers } from "next/headers";', how: "no-check", why: BUILT, runs: next },
  { page: "src/testing/contract/adapter-contract.ts", begins: 'import { test } from "node:test";', how: "no-run", why: RUNNER, runs: contract },
];
