// What is counted: `node subject.mjs 300 100` opens a session 300 times and reads a value of it, and
// 100 times changes one and saves it. Over the built files, with nothing around them.
import { SecureCookieSessionInterface } from "../../dist/index.js";
import { DATA, headerWith, KEY, PlainHeaders } from "../process/request.mjs";

const NOW = Date.parse("2026-01-01T00:00:00Z");
// A clock that goes on: a hundredth of a second passes each time it is asked.
let time = NOW;
const clock = () => {
  time += 10;
  return time;
};
const sessions = new SecureCookieSessionInterface({ secretKey: KEY, clock });
const header = headerWith(`session=${sessions.signingSerializer.dumps(DATA)}`);

function open() {
  return sessions.openSession(header).visits;
}

function save() {
  const session = sessions.openSession(header);
  session.visits += 1;
  const headers = new PlainHeaders();
  sessions.saveSession(session, headers);
  return headers.get("set-cookie");
}

const [opens = 0, saves = 0] = process.argv.slice(2).map(Number);
for (let i = 0; i < opens; i++) open();
for (let i = 0; i < saves; i++) save();
