// A process with all applications, each on a port of its own, and what it says of itself.
import type { AddressInfo } from "node:net";
import { APPLICATIONS } from "./applications.ts";
import { running } from "./ways.ts";

const reports: string[] = [];
const warnings: string[] = [];
process.on("warning", (warning) => warnings.push(`${(warning as { code?: string }).code}`));

const ports: Record<string, number> = {};
for (const [name, start] of Object.entries(APPLICATIONS)) {
  const server = await start((report) => reports.push(report));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ports[name] = (server.address() as AddressInfo).port;
}

process.on("message", () => {
  process.send?.({ reports: reports.splice(0), warnings, running: running.size });
});
process.on("disconnect", () => process.exit());
process.send?.(ports);
