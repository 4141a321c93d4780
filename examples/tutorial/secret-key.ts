// The key that signs the cookies. Anyone who has it can impersonate any user, so keep it out of the
// repository: SECRET_KEY in the environment, or made once and kept in a file that only its owner can read.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { generateSecretKey } from "dewar";

/** Flask's instance folder: what belongs to this one installation and is not in git. */
const KEY_FILE = fileURLToPath(new URL("./instance/secret_key", import.meta.url));

/** SECRET_KEY, or else the key of the instance folder: sessions survive a restart. */
export function secretKey(file: string = KEY_FILE): string {
  if (process.env.SECRET_KEY) return process.env.SECRET_KEY;
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${generateSecretKey()}\n`, { mode: 0o600, flag: "wx" });
    console.log("Made a secret key: instance/secret_key");
  }
  const key = readFileSync(file, "utf8").trim();
  if (key === "") throw new Error(`${file} is empty: delete it, and a new key is made.`);
  return key;
}
