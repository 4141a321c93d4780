import { createServer } from "node:http";
import { session } from "dewar/node";
import { floor } from "../floor.mjs";
import { DEWAR, VISITS } from "../settings.mjs";

export const variants = {
  bare: () =>
    createServer((_request, response) => {
      response.end(`Visits: ${VISITS}`);
    }),

  floor: () =>
    createServer((request, response) => {
      response.end(floor(request.url, (name, value) => response.setHeader(name, value)));
    }),

  dewar: () =>
    createServer(
      session(DEWAR)((request, response) => {
        if (request.url === "/login") request.session.update({ username: "alice", visits: VISITS });
        if (request.url === "/write") request.session.visits += 1;
        response.end(`Visits: ${request.session.visits}`);
      }),
    ),
};
