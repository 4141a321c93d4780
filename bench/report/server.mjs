import { machineLine } from "./machine.mjs";
import { figure, percent, spread, table } from "./table.mjs";

const TITLES = {
  node: "node:http",
  express: "Express 5",
  fastify: "Fastify 5",
  hono: "Hono 4 on Node",
};

/** @param {any} results */
export function serverPage(results) {
  const { results: rows, rounds, seconds, memory } = results;
  const frameworks = Object.keys(TITLES).filter((name) =>
    rows.some((row) => row.framework === name),
  );
  return `## In a server

The same handler, bare and with each library; \`wrk\` loads it from a second process over 16
connections, one variant after the other, ${rounds} rounds of ${seconds} s each. *Kept* is the bare
application's throughput in the same round that is left (goal: 97 % with a read, 93 % with a write).
*CPU* is the processor time of the server for one request, in times of the bare one's: on a machine
that does other things too, it is the steadier of the two. p50 and p99 are what is added to the bare
application's, in microseconds.

![Throughput kept, by framework and library](performance/server.svg)

${frameworks.map((name) => section(name, rows)).join("\n\n")}

### Memory

The heap after a collection, while a session is written a million times.

![Heap over a million requests](performance/memory.svg)

${memory.map(memoryLine).join("\n")}

${machineLine(results)}`;
}

function section(framework, rows) {
  const own = rows.filter((row) => row.framework === framework && row.variant !== "bare");
  const body = ["read", "write"].flatMap((operation) =>
    own
      .filter((row) => row.operation === operation)
      .map((row) => [
        `${row.variant}, ${operation}`,
        spread(row.kept, percent),
        spread(row.cpu),
        spread(row.p50Added),
        spread(row.p99Added),
      ]),
  );
  const head = [TITLES[framework], "Kept", "CPU", "p50 added, µs", "p99 added, µs"];
  return `### ${TITLES[framework]}\n\n${table(head, body)}`;
}

function memoryLine({ framework, samples }) {
  const [first, last] = [samples[0], samples.at(-1)];
  return `- dewar on ${TITLES[framework]}: ${figure(first.heapMiB)} MiB after ${figure(first.served)} requests, ${figure(last.heapMiB)} MiB after ${figure(last.served)}.`;
}
