import { machineLine } from "./machine.mjs";
import { figure, spread, table } from "./table.mjs";

/** @param {any} results */
export function growthPage(results) {
  const { payload, keys, cookies, untouched } = results;
  return `## As it grows

### The payload

Sessions of 0.1 to 4 KB of JSON: a shopping cart, of which nothing is touched; the counter is read,
or goes up by one. 1 is dewar with the smallest.

![Cost by the size of the session, one line for each library](performance/payload.svg)

${payloadTables(payload)}

From some 0.2 KB on, a cart compresses, and Flask's format wants it so: inflating it is most of what
a read costs then.

### Fallback keys

1 is a session without fallback keys. Two one-shot digests of bytes that lie ready, as little as an
HMAC can be, are ${spread(keys.oneShot)} of it; one HMAC by \`createHmac\` is
${spread(keys.createHmac)}.

![Cost by the number of fallback keys](performance/keys.svg)

${keysTable(keys.rows)}

A cookie of the newest key costs the same however many fallbacks there are. One of the oldest costs
${figure(perKey(keys.rows))} more for each key that is tried before.

### Other cookies

The session's cookie stands last. 1 is the session's cookie alone.

![Cost by the number of cookies in the header](performance/cookies.svg)

${cookiesTable(cookies)}

### A session nobody touches

Opened and saved, and not looked at by the handler. 1 is a request whose handler reads one value.

![Cost of a session nobody touches](performance/untouched.svg)

${table(
  ["", "Cost"],
  untouched.map(({ name, ratio }) => [name, spread(ratio)]),
)}

What Flask's rule demands is all that is done: whether a session is permanent, and so has to be
refreshed, stands in its cookie, so that the cookie has to be read; unless nothing is ever refreshed
(\`refreshEachRequest: false\`).

${machineLine(results)}`;
}

const unique = (values) => [...new Set(values)];

function payloadTables(rows) {
  return unique(rows.map(({ operation }) => operation))
    .map((operation) => {
      const own = rows.filter((row) => row.operation === operation);
      const sizes = unique(own.map(({ bytes }) => bytes));
      return table(
        [capital(operation), ...sizes.map((bytes) => `${bytes / 1000} KB`)],
        unique(own.map(({ subject }) => subject)).map((subject) => [
          subject,
          ...sizes.map((bytes) =>
            spread(own.find((row) => row.subject === subject && row.bytes === bytes).ratio),
          ),
        ]),
      );
    })
    .join("\n\n");
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

function keysTable(rows) {
  const counts = unique(rows.map(({ fallbacks }) => fallbacks));
  return table(
    ["Signed with", ...counts.map((count) => `${count} fallback${count > 1 ? "s" : ""}`)],
    ["newest", "oldest"].map((cookie) => [
      `the ${cookie} key`,
      ...counts.map((count) =>
        spread(rows.find((row) => row.cookie === cookie && row.fallbacks === count).ratio),
      ),
    ]),
  );
}

function cookiesTable(rows) {
  const counts = unique(rows.map(({ cookies }) => cookies));
  return table(
    ["Cookies in the header", ...counts],
    unique(rows.map(({ subject }) => subject)).map((subject) => [
      subject,
      ...counts.map((count) =>
        spread(rows.find((row) => row.subject === subject && row.cookies === count).ratio),
      ),
    ]),
  );
}

/** What one more key adds to a cookie of the oldest. */
function perKey(rows) {
  const oldest = rows.filter(({ cookie }) => cookie === "oldest");
  const [first, last] = [oldest[0], oldest.at(-1)];
  return (last.ratio.median - first.ratio.median) / (last.fallbacks - first.fallbacks);
}
