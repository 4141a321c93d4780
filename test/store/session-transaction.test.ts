import { session } from "dewar/fetch";
import { createClient, sessionTransaction } from "dewar/testing";
import { expect, test } from "vitest";
import { type AnySession, secretKey, WatchedStore } from "./kit.ts";

test("sessionTransaction loads the session from its store, and saves it there", async () => {
  const store = new WatchedStore();
  const sessions = store.sessionInterface<AnySession>({ secretKey });
  const app = session(sessions)((_request, visitor) => new Response(`${visitor.username}`));
  const client = createClient(app);
  await sessionTransaction(client, sessions, (visitor) => {
    visitor.username = "alice";
  });
  expect(store.takeTrips()).toEqual(["create"]);
  expect(await (await client.fetch("/")).text()).toBe("alice");
  await sessionTransaction(client, sessions, (visitor) => expect(visitor.username).toBe("alice"));
  await sessionTransaction(client, sessions, (visitor) => visitor.clear());
  expect(store.takeTrips()).toEqual(["read", "read", "read", "end"]);
  expect(await (await client.fetch("/")).text()).toBe("undefined");
});

test("a transaction that throws leaves the store as it was", async () => {
  const store = new WatchedStore();
  const sessions = store.sessionInterface<AnySession>({ secretKey });
  const client = createClient(session(sessions)(() => new Response("seen")));
  const failing = sessionTransaction(client, sessions, (visitor) => {
    visitor.username = "alice";
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(store.takeTrips()).toEqual([]);
});
