import { generateSecretKey } from "dewar";
import { session } from "dewar/astro";

declare module "dewar" {
  interface SessionData {
    username: string;
    visits: number;
  }
}

export const onRequest = session({
  // A key for this run only. A real application keeps one: npx dewar keygen
  secretKey: process.env.SECRET_KEY ?? generateSecretKey(),
  permanentSessionLifetime: { days: 7 },
});
