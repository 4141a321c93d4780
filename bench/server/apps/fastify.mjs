import fastifyCookie from "@fastify/cookie";
import secureSession from "@fastify/secure-session";
import fastifySession from "@fastify/session";
import { session } from "dewar/fastify";
import fastify from "fastify";
import { floor } from "../floor.mjs";
import { DEWAR, KEY, VISITS } from "../settings.mjs";

/** @param {(app: import("fastify").FastifyInstance) => void} addSession */
async function applicationWith(addSession) {
  const app = fastify();
  addSession(app);
  app.get("/login", async (request) => {
    Object.assign(request.session, { username: "alice", visits: VISITS });
    return `Visits: ${request.session.visits}`;
  });
  app.get("/read", async (request) => `Visits: ${request.session.visits}`);
  app.get("/write", async (request) => {
    request.session.visits += 1;
    return `Visits: ${request.session.visits}`;
  });
  await app.ready();
  return app.server;
}

const insecure = { secure: false, path: "/" };

export const variants = {
  async bare() {
    const app = fastify();
    for (const path of ["/login", "/read", "/write"])
      app.get(path, async () => `Visits: ${VISITS}`);
    await app.ready();
    return app.server;
  },

  async floor() {
    const app = fastify();
    for (const path of ["/login", "/read", "/write"])
      app.get(path, async (_request, reply) =>
        floor(path, (name, value) => reply.header(name, value)),
      );
    await app.ready();
    return app.server;
  },

  dewar: () => applicationWith((app) => app.register(session, DEWAR)),

  "@fastify/secure-session": () =>
    applicationWith((app) =>
      app.register(secureSession, { key: Buffer.from(KEY, "hex"), cookie: insecure }),
    ),

  "@fastify/session (memory)": () =>
    applicationWith((app) => {
      app.register(fastifyCookie);
      app.register(fastifySession, {
        secret: KEY,
        cookie: insecure,
        saveUninitialized: false,
        rolling: false,
      });
    }),
};
