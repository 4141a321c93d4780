import { pythonWithPeers } from "../../scripts/test/tools.mjs";

/** The interpreter that has Flask. */
export function needPython() {
  const interpreter = pythonWithPeers();
  if (interpreter) return interpreter;
  throw new Error(
    "Expected a Python with Flask: python3 -m venv .venv && .venv/bin/pip install -r test/interop/requirements.txt",
  );
}
