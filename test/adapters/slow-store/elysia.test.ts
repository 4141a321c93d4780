// Elysia's own hooks beside a session in a store.
import { session } from "dewar/elysia";
import { Elysia } from "elysia";
import { expect, test } from "vitest";
import { SlowMemoryInterface, TRIPS } from "../../testing/slow-memory-interface.ts";

const visit = (app: { fetch(request: Request): Response | Promise<Response> }) =>
  app.fetch(new Request("http://localhost/", { headers: { cookie: "sid=1" } }));

test("a write in a hook after the session is kept throws there, and is kept nowhere", async () => {
  const store = new SlowMemoryInterface();
  const codes: unknown[] = [];
  const app = new Elysia()
    .use(session(store))
    .onError(({ error }) => void codes.push((error as { code?: unknown }).code))
    .onAfterHandle(({ session }) => {
      session["late"] = true;
    })
    .get("/", ({ session }) => {
      session["username"] = "alice";
      return "written";
    });
  expect((await visit(app)).status).toBe(500);
  expect(codes).toEqual(["ERR_SESSION_COMMITTED"]);
  expect([...store.kept.values()]).toEqual([{ username: "alice" }]);
});

test("a store that never answers is Elysia's error with the status 503, before and after", async () => {
  for (const hook of ["load", "persist"] as const) {
    const store = new SlowMemoryInterface(0.05);
    store.kept.set("1", {});
    store.trips[hook] = TRIPS.never;
    const app = new Elysia().use(session(store)).get("/", ({ session }) => {
      session["username"] = "alice";
      return "written";
    });
    const response = await visit(app);
    expect([response.status, response.headers.getSetCookie()]).toEqual([503, []]);
    expect(store.errors.map((error) => (error as { code?: string }).code)).toEqual([
      "ERR_SESSION_TIMEOUT",
    ]);
  }
});
