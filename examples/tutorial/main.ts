// Starts the tutorial: reads PORT and SECRET_KEY, listens on this machine only, and stops cleanly.
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import { secretKey } from "./secret-key.ts";

const HOST = "127.0.0.1";
const GRACE_MILLISECONDS = 500;

const port = Number(process.env.PORT || 5000);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`PORT must be a number from 0 to 65535, not "${process.env.PORT}".`);
  process.exit(1);
}

const server = createApp({ secretKey: secretKey() }).listen(port, HOST, (error?: Error) => {
  if (error) {
    console.error(`Cannot listen on port ${port}: ${error.message}`);
    console.error("Try another one: PORT=5001 npm start");
    process.exit(1);
  }
  console.log(`The tutorial runs at http://${HOST}:${(server.address() as AddressInfo).port}`);
  console.log("Press Ctrl+C to stop it.");
});

function stop(): void {
  if (!server.listening) return; // The second signal of one Ctrl+C (npm passes it on as well).
  server.close(() => console.log("Stopped."));
  // Open requests may finish; connections that are still open after that are closed.
  setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS).unref();
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
