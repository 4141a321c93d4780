// Part 2: how the cost grows with the payload, with fallback keys, with other cookies in the header,
// and what a session costs that nobody touches.
import { needPython } from "../measure/python.mjs";
import { save } from "../measure/results.mjs";
import { rounds } from "../measure/rounds.mjs";
import { cookieGrowth } from "./cookies.mjs";
import { keyGrowth } from "./keys.mjs";
import { payloadGrowth } from "./payload.mjs";
import { untouched } from "./untouched.mjs";

const count = rounds(40);
save("growth", {
  rounds: count,
  payload: await payloadGrowth(await needPython(), count),
  keys: await keyGrowth(count),
  cookies: await cookieGrowth(count),
  untouched: await untouched(count),
});
