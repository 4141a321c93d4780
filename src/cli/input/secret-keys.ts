import type { Command } from "commander";
import { configFromEnv } from "../../policy/index.ts";
import { CommandError } from "../exit.ts";
import { askHidden } from "./hidden-prompt.ts";

/** A key, and the name of its source. The name may be printed, the key may not. */
export interface NamedKey {
  readonly name: string;
  readonly key: string;
}

export interface SecretOptions {
  secret?: string;
}

/** Adds --secret. Its help says why the environment is better. */
export const withSecret = (command: Command): Command =>
  command.option(
    "--secret <key>",
    "the secret key; other users and the shell's history can see it, so prefer SECRET_KEY",
  );

/**
 * The given keys, the one that signs first: `--secret` alone, or those from the environment.
 */
export function givenKeys({ secret }: SecretOptions): NamedKey[] {
  if (secret !== undefined) return [{ name: "--secret", key: secret }];
  const { SECRET_KEY } = process.env;
  const { secretKey, secretKeyFallbacks } = configFromEnv();
  return [
    { name: "SECRET_KEY", key: SECRET_KEY },
    { name: "FLASK_SECRET_KEY", key: secretKey },
    ...(secretKeyFallbacks ?? []).map((key, i) => ({
      name: `FLASK_SECRET_KEY_FALLBACKS[${i}]`,
      key,
    })),
  ].filter((each): each is NamedKey => typeof each.key === "string" && each.key !== "");
}

/** The given keys, or one from a prompt. */
export async function secretKeys(options: SecretOptions): Promise<NamedKey[]> {
  const given = givenKeys(options);
  if (given.length > 0) return given;
  const typed = await askHidden("Secret key (not shown): ");
  if (typed) return [{ name: "the key typed in", key: typed }];
  throw new CommandError(
    "ERR_NO_KEY",
    "Expected a secret key, got none.",
    "Set SECRET_KEY or FLASK_SECRET_KEY, or run this on a terminal, where it asks for the key.",
  );
}
