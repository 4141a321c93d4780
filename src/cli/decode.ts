import type { Command } from "commander";
import { isSignedBy, PROFILES, readPayload, split } from "../token/index.ts";
import { answering, type CommonOptions, command } from "./command.ts";
import { EXIT } from "./exit.ts";
import { findCookie } from "./input/cookie-argument.ts";
import { givenKeys, type SecretOptions, withSecret } from "./input/secret-keys.ts";
import { argumentOrStdin } from "./input/stdin.ts";
import type { Paint } from "./output.ts";
import { nowSeconds } from "./time.ts";
import { summaryJSON, summaryText } from "./token/summary.ts";

interface DecodeOptions extends CommonOptions, SecretOptions {
  name?: string;
}

export const decode = (): Command =>
  withSecret(
    command(
      "decode",
      "Show what is in a session cookie or token: its data with their types, when it was signed, its size. " +
        "This needs no key: the payload is signed, not encrypted.",
      [
        ["decode eyJhIjoxfQ.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74", "a bare value"],
        [
          "decode 'Set-Cookie: session=eyJhIjoxfQ.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74; HttpOnly'",
          "a header line",
        ],
        [
          "decode --json < response.txt",
          "from stdin, such as the output of curl -i; JSON for programs",
        ],
      ],
    )
      .argument("[cookie]", "the value, name=value, a Cookie: or Set-Cookie: line (default: stdin)")
      .option("--name <cookie>", "which cookie to read if there are several (default: session)"),
  ).action(
    answering(async (argument: string | undefined, options: DecodeOptions) => {
      const { name, value } = findCookie(await argumentOrStdin(argument, "COOKIE"), options.name);
      const parts = split(value);
      const payload = readPayload(parts);
      const seen = { name, value, parts, payload, now: nowSeconds() };
      const keys = givenKeys(options);
      const profile = PROFILES.filter(({ shapes }) => shapes.includes(parts.shape)).find((each) =>
        keys.some(({ key }) => isSignedBy(parts, key, each)),
      );
      const verified = keys.length === 0 ? null : profile !== undefined;
      return {
        json: { verified, ...(profile && { as: profile.id }), ...summaryJSON(seen) },
        text: (paint) =>
          `${banner(verified, profile?.title, paint)}\n\n${summaryText(seen, paint)}`,
        exit: "problem" in payload ? EXIT.no : EXIT.ok,
      };
    }),
  );

function banner(verified: boolean | null, title: string | undefined, paint: Paint): string {
  if (verified === null)
    return paint(
      ["bold", "yellow"],
      "NOT VERIFIED: no key was given, so anyone may have written this.",
    );
  if (verified) return paint("green", `Signature verified: ${title}. Its age was not checked.`);
  return paint(["bold", "red"], "NOT VERIFIED: the key does not match. `dewar verify` says why.");
}
