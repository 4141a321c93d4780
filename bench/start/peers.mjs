/** The session libraries, and those for tokens, whose start and size are compared. */
export const PEERS = [
  "cookie-session",
  "express-session",
  "iron-session",
  "@fastify/secure-session",
  "@fastify/session",
  "hono-sessions",
  "jose",
  "fast-jwt",
];
