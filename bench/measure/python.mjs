import { lookFor } from "../../scripts/test/needs.mjs";

/** The interpreter that has Flask, in an environment that is made if there is none. */
export async function needPython() {
  const { missing, env } = await lookFor(["python"]);
  if (missing === undefined) return env["PYTHON"];
  throw new Error(`Expected a Python with Flask. Missing: ${missing}`);
}
