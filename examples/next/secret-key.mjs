// A key of this copy's own, in a file that Next reads and git does not. The proxy and the pages are
// built apart, so they cannot share one that is made while they run.
import { existsSync, writeFileSync } from "node:fs";
import { generateSecretKey } from "dewar";

const FILE = ".env.local";
if (!process.env.SECRET_KEY && !existsSync(FILE))
  writeFileSync(FILE, `SECRET_KEY=${generateSecretKey()}\n`, { mode: 0o600 });
