import { machineLine } from "./machine.mjs";
import { spread, table } from "./table.mjs";

// What the library set out to reach, as times of dewar's own.
const GOALS = {
  read: {
    "Flask (signing serializer)": 10,
    "cookie-session": 6,
    "fast-jwt": 2,
    "iron-session": 100,
  },
  write: {
    "Flask (signing serializer)": 8,
    "cookie-session": 4,
    "fast-jwt": 2,
    "iron-session": 100,
  },
};
const FLOOR_GOAL = 1.7;
const PORTABLE_GOAL = 3;
const FLOOR = "floor";
const PORTABLE = "dewar, portable platform";

/** @param {any} results */
export function processPage(results) {
  const { read, write } = results;
  const of = (measured, name) => measured.others.find((each) => each.name === name)?.ratio;
  const rows = read.others
    .filter(({ name }) => name !== FLOOR && name !== PORTABLE && name !== "dewar/express")
    .map(({ name }) => {
      // Flask's two halves have a name each.
      const twin = name.replace("open_session", "save_session");
      return [
        name === twin ? name : "Flask (open_session, save_session)",
        ...cell(of(read, name), GOALS.read[name]),
        ...cell(of(write, twin), GOALS.write[name]),
      ];
    })
    .sort(([, , , a], [, , , b]) => Number.parseFloat(a) - Number.parseFloat(b));
  const inverse = (ratio) => ({
    median: 1 / ratio.median,
    low: 1 / ratio.high,
    high: 1 / ratio.low,
  });
  return `## In one process

A small session (\`_permanent\`, a name, a counter), its cookie between two others. *Read*: from the
Cookie header to the counter. *Read and write*: the counter goes up by one, on to the Set-Cookie
header. How many times as long as dewar each takes; with quartiles in brackets, of ${results.rounds} rounds.

${table(["", "Read", "goal", "Read and write", "goal"], rows)}

- Flask is real Flask on ${results.python}, timed inside Python. Its signing serializer alone neither
  looks for the cookie nor writes a header; \`open_session\` and \`save_session\` do, as dewar does.
- cookie-session and iron-session get stand-ins for a request and a response, as light as they may
  be. \`dewar/express\` over the same stand-ins takes ${spread(of(read, "dewar/express"))} times as
  long as dewar alone to read, ${spread(of(write, "dewar/express"))} times to read and write.
- fast-jwt and jose sign with HS256, and get the cookie from the \`cookie\` package. fast-jwt keeps
  no cache of tokens here, as is its default.
- The floor is two one-shot digests of bytes that lie ready, base64 decoded and JSON parsed: no
  cookie looked for, no signature compared, no session made. dewar's read takes
  ${spread(inverse(of(read, FLOOR)))} times as long (goal: at most ${FLOOR_GOAL}).
- On the portable platform, pure JavaScript as on the edge, dewar takes
  ${spread(of(read, PORTABLE))} times as long to read, ${spread(of(write, PORTABLE))} times to read
  and write (goal: at most ${PORTABLE_GOAL}).

${machineLine(results)}`;
}

const cell = (ratio, goal) => (ratio ? [spread(ratio), goal ? `${goal}` : ""] : ["", ""]);
