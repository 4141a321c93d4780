// Part 1: one session in one process, from the Cookie header to a value, and on to the Set-Cookie
// header, beside what one would pick instead.
import { SecureCookieSessionInterface } from "dewar";
import { session } from "dewar/express";
import { needPython } from "../measure/python.mjs";
import { save } from "../measure/results.mjs";
import { compare, rounds } from "../measure/rounds.mjs";
import { dewar, dewarExpress } from "./dewar.mjs";
import { startFlask } from "./flask.mjs";
import { floorOf } from "./floor.mjs";
import * as peers from "./peers.mjs";
import { portableInterface } from "./portable.mjs";
import { DATA, KEY } from "./request.mjs";

const count = rounds(60);
const cookie = new SecureCookieSessionInterface({ secretKey: KEY }).signingSerializer.dumps(DATA);
const baseline = dewar("dewar", SecureCookieSessionInterface);
const subjects = [
  floorOf(DATA),
  dewarExpress(session, cookie),
  dewar("dewar, portable platform", await portableInterface()),
  peers.fastJwtSubject(),
  peers.cookieSessionSubject(),
  await peers.secureSessionSubject(),
  await peers.joseSubject(),
  await peers.ironSessionSubject(),
  await peers.h3Subject(),
];
for (const subject of [baseline, ...subjects]) {
  const visits = await subject.read();
  if (visits !== 3) throw new Error(`${subject.name} read ${visits}, expected 3.`);
  const line = subject.write && (await subject.write());
  if (subject.write && !`${line}`.includes("="))
    throw new Error(`${subject.name} wrote no cookie.`);
}

const flask = await startFlask(await needPython(), cookie);
const versus = (operation, others) =>
  compare(
    { name: baseline.name, run: baseline[operation] },
    [
      ...subjects
        .filter((subject) => subject[operation])
        .map((subject) => ({ name: subject.name, run: subject[operation] })),
      ...others,
    ],
    { rounds: count },
  );
const read = await versus("read", flask.read);
const write = await versus("write", flask.write);
await flask.close();
save("process", { rounds: count, python: flask.version, read, write });
