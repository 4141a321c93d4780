import { type Command, Option } from "commander";
import type { DigestMethod, KeyDerivation } from "../itsdangerous/index.ts";
import { DIGEST_METHODS, KEY_DERIVATIONS, type Scheme } from "../token/index.ts";

export interface SchemeOptions {
  salt?: string;
  keyDerivation?: KeyDerivation;
  digest?: DigestMethod;
}

/** Adds options for applications that do not use Flask's default way of signing. */
export const withScheme = (command: Command): Command =>
  command
    .option("--salt <text>", "the salt, if the application has its own")
    .addOption(
      new Option("--key-derivation <name>", "how the signing key is made").choices(KEY_DERIVATIONS),
    )
    .addOption(
      new Option("--digest <name>", "the digest of the signature").choices(DIGEST_METHODS),
    );

/** A way of signing, with the changes from the options. */
export const withOptions = <S extends Scheme>(scheme: S, options: SchemeOptions): S => ({
  ...scheme,
  ...(options.salt !== undefined && { salt: options.salt }),
  ...(options.keyDerivation && { keyDerivation: options.keyDerivation }),
  ...(options.digest && { digestMethod: options.digest }),
});
