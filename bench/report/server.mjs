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

The same handler, bare and with each library. \`wrk\` loads it from a second process over 16
connections, one variant after the other, ${rounds} rounds of ${seconds} s each. *Kept* is the
throughput, as a share of the bare application's in the same round (goal: 97 % with a read, 93 % with
a write). *CPU* is the server's processor time for one request, divided by the bare application's. On
a busy machine it varies less than *Kept*. p50 and p99 are the latency added to the bare
application's, in microseconds.

The *floor* is the least work of any library with a signed cookie: the bare application, the headers
that the response must carry (\`Vary\`; with a write also \`Set-Cookie\` and \`Cache-Control\`), and the
floor of the first part, which is two digests, base64 and JSON, twice with a write.

${verdict(rows)}

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

const GOALS = { read: 0.97, write: 0.93 };

/** What became of the goals, in words. */
function verdict(rows) {
  const ours = rows.filter(({ variant }) => variant === "dewar");
  const reached = ours.filter(({ operation, kept }) => kept.median >= GOALS[operation]);
  const behind = ours.flatMap(({ framework, operation, kept }) =>
    rows
      .filter((row) => row.framework === framework && row.operation === operation)
      .filter(({ variant }) => !["bare", "floor", "dewar"].includes(variant))
      .filter((row) => row.kept.median > kept.median)
      .map(({ variant }) => `${variant} with a ${operation}`),
  );
  const floors = rows.filter(({ variant }) => variant === "floor");
  const reachable = floors.filter(({ operation, kept }) => kept.median >= GOALS[operation]);
  const goal = `The goal is reached in ${reached.length} of ${ours.length} cases, by the floor in ${reachable.length}.`;
  const why =
    "A bare request costs node:http, Fastify and Hono so little that one more header and the two " +
    "digests of a signature are more than 3 % of it.";
  const rank =
    behind.length === 0
      ? "dewar keeps more than every other library on the same framework."
      : `dewar keeps more than every other library on the same framework, but for ${behind.join(", ")}.`;
  return [goal, why, rank].join("\n");
}
