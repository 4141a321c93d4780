// A process in which `Object.prototype` is polluted before anything of dewar is loaded. It is told the
// names of the cases and the cookies, and answers with what there is to see.
import { type Cookies, OPTIONS, OTHERS, polluted } from "../../session/polluted/cases.ts";
import { startApplication } from "../../session/polluted/observed.ts";

// There is no key on purpose.
console.warn = () => {};

process.once("message", async ([names, cookies]: [string[], Cookies]) => {
  const members: object = Object.assign({}, ...names.map((name) => OPTIONS[name] ?? OTHERS[name]));
  Object.assign(Object.prototype, members);
  const dewar = await import("dewar");
  const itsdangerous = await import("dewar/itsdangerous");
  // Clean again before it answers: what Node sends would have the members, too.
  const seen = polluted(members, () => startApplication(dewar, itsdangerous, cookies)());
  process.send?.(seen, () => process.disconnect());
});
