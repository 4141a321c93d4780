// What a larger session costs: a shopping cart that grows, of which nothing but the counter is used.
import { SecureCookieSessionInterface } from "dewar";
import { compare } from "../measure/rounds.mjs";
import { dewar } from "../process/dewar.mjs";
import { startFlask } from "../process/flask.mjs";
import { floorOf } from "../process/floor.mjs";
import { cookieSessionSubject, fastJwtSubject } from "../process/peers.mjs";
import { DATA, KEY } from "../process/request.mjs";

const BYTES = [100, 500, 1000, 2000, 4000];
const NAMES = ["Tea pot", "Kettle", "Vacuum flask", "Mug", "Strainer", "Infuser", "Caddy"];

/** A session whose JSON has so many bytes, or a few more. @param {number} bytes */
function cartOf(bytes) {
  const cart = [];
  const data = { ...DATA, cart };
  for (let i = 0; JSON.stringify(data).length < bytes; i++) {
    // Numbers as from a database: they repeat in length, not in digits.
    const id = (i * 7919 + 104729) % 99991;
    cart.push({
      id,
      name: NAMES[(i * 5) % NAMES.length],
      price: (id * 37) % 9973,
      quantity: 1 + (id % 4),
    });
  }
  return data;
}

/** @param {string} python @param {number} rounds */
export async function payloadGrowth(python, rounds) {
  const serializer = new SecureCookieSessionInterface({ secretKey: KEY }).signingSerializer;
  const sizes = BYTES.map((bytes) => ({ bytes, data: bytes === 100 ? DATA : cartOf(bytes) }));
  const flasks = [];
  const read = [];
  const write = [];
  for (const { bytes, data } of sizes) {
    const flask = await startFlask(python, serializer.dumps(data));
    flasks.push(flask);
    for (const subject of [
      dewar("dewar", SecureCookieSessionInterface, { data }),
      fastJwtSubject(data),
      cookieSessionSubject(data),
      floorOf(data),
    ]) {
      read.push({ name: `${subject.name}|${bytes}`, run: subject.read });
      if (subject.write) write.push({ name: `${subject.name}|${bytes}`, run: subject.write });
    }
    read.push({ ...flask.read[0], name: `Flask|${bytes}` });
    write.push({ ...flask.write[0], name: `Flask|${bytes}` });
  }
  const smallest = dewar("dewar", SecureCookieSessionInterface);
  const results = {
    read: await compare({ name: "dewar", run: smallest.read }, read, { rounds }),
    write: await compare({ name: "dewar", run: smallest.write }, write, { rounds }),
  };
  for (const flask of flasks) await flask.close();
  const row =
    (operation) =>
    ({ name, ratio }) => {
      const [subject, bytes] = name.split("|");
      return { operation, subject, bytes: Number(bytes), ratio };
    };
  return [
    ...results.read.others.map(row("read")),
    ...results.write.others.map(row("read and write")),
  ];
}
