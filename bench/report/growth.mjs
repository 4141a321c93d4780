import { machineLine } from "./machine.mjs";
import { figure, spread, table } from "./table.mjs";

/** @param {any} results */
export function growthPage(results) {
  const { payload, keys, cookies, untouched } = results;
  return `## As it grows

### The payload

Sessions of 0.1 to 4 KB of JSON: a shopping cart, which stays unchanged, and a counter, which is read
or goes up by one. 1 is dewar with the smallest session.

![Cost by the size of the session, one line for each library](performance/payload.svg)

${payloadTables(payload)}

From about 0.2 KB on, Flask's format compresses the cart. Inflating it is then most of the cost of a
read.

### Fallback keys

1 is a session without fallback keys. Two one-shot digests of prepared bytes, the least that an HMAC
can cost, are ${spread(keys.oneShot)} of it; one HMAC by \`createHmac\` is
${spread(keys.createHmac)}.

![Cost by the number of fallback keys](performance/keys.svg)

${keysTable(keys.rows)}

A cookie of the newest key costs the same with any number of fallbacks. A cookie of the oldest key
costs ${figure(perKey(keys.rows))} more for each key that is tried before it.

### Other cookies

The session's cookie comes last in the header. 1 is the session's cookie alone.

![Cost by the number of cookies in the header](performance/cookies.svg)

${cookiesTable(cookies)}

### A session nobody touches

The session is opened and saved, but the handler does not use it. 1 is a request whose handler reads
one value.

![Cost of a session nobody touches](performance/untouched.svg)

${table(
  ["", "Cost"],
  untouched.map(({ name, ratio }) => [name, spread(ratio)]),
)}

Flask's rule needs no more work than this. Only the cookie says whether a session is permanent and has
to be refreshed, so the cookie has to be read, unless no session is ever refreshed
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
