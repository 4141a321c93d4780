import { type Command, Option } from "commander";
import { configFromEnv } from "../policy/index.ts";
import { PROFILES, type Profile, profileNamed, split } from "../token/index.ts";
import { answering, type CommonOptions, command, integer } from "./command.ts";
import { EXIT } from "./exit.ts";
import { findCookie } from "./input/cookie-argument.ts";
import { type SecretOptions, secretKeys, withSecret } from "./input/secret-keys.ts";
import { argumentOrStdin } from "./input/stdin.ts";
import type { Paint } from "./output.ts";
import { type SchemeOptions, withOptions, withScheme } from "./scheme-options.ts";
import { duration, nowSeconds } from "./time.ts";
import { summaryJSON, summaryText } from "./token/summary.ts";
import { type Verdict, verdictOn } from "./token/verdict.ts";

interface VerifyOptions extends CommonOptions, SecretOptions, SchemeOptions {
  name?: string;
  as?: string;
  maxAge?: number;
  clockSkew: number;
}

export const verify = (): Command =>
  withScheme(
    withSecret(
      command("verify", "Check a cookie's signature and age, and explain failures.", [
        [
          "verify eyJhIjoxfQ.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74",
          "prompts for the key, without echo",
        ],
        ['verify --json "$COOKIE"', "for programs; the key is in SECRET_KEY or FLASK_SECRET_KEY"],
        ['verify --as wtf-csrf-token "$TOKEN"', "another kind of token: Flask-WTF's"],
      ]),
    ),
  )
    .argument("[cookie]", "the value, name=value, a Cookie: or Set-Cookie: line (default: stdin)")
    .option("--name <cookie>", "which cookie to read if there are several (default: session)")
    .addOption(
      new Option(
        "--as <what>",
        "what kind of token it is (default: session, or remember-token if it looks like one)",
      ).choices(PROFILES.map(({ id }) => id)),
    )
    .option(
      "--max-age <time>",
      "the oldest it may be, such as 3600 or 31d (default: the session's lifetime)",
      duration,
    )
    .option(
      "--clock-skew <seconds>",
      "how many seconds another host's clock may be ahead",
      integer(0, 86_400),
      10,
    )
    .action(
      answering(async (argument: string | undefined, options: VerifyOptions) => {
        const { name, value } = findCookie(await argumentOrStdin(argument, "COOKIE"), options.name);
        const expected = withOptions(expectedProfile(value, options), options);
        const keys = await secretKeys(options);
        const now = nowSeconds();
        const maxAge = options.maxAge ?? lifetimeOf(expected);
        const verdict = verdictOn(value, keys, expected, {
          maxAge,
          clockSkewSeconds: options.clockSkew,
          now,
        });
        const { verified, signatureValid, reason, message, fix, key } = verdict;
        const seen = { name, value, parts: verdict.parts, payload: verdict.payload, now };
        const told = {
          verified,
          signatureValid,
          reason,
          message,
          ...(fix && { fix }),
          ...(key && { key }),
        };
        return {
          json: { ...told, as: expected.id, maxAgeSeconds: maxAge ?? null, ...summaryJSON(seen) },
          text: (paint) => `${verdictText(verdict, paint)}\n\n${summaryText(seen, paint)}`,
          exit: verified ? EXIT.ok : EXIT.no,
        };
      }),
    );

function expectedProfile(value: string, { as }: VerifyOptions): Profile {
  // A session never has a `|`. So this looks like a remember_token, or like nothing.
  const looks = split(value).shape === "remember" ? "remember-token" : "session";
  return profileNamed(as ?? looks);
}

/** The lifetime of a session: the application's, if it is in the environment. */
function lifetimeOf({ id, maxAge }: Profile): number | undefined {
  const { permanentSessionLifetime } = id === "session" ? configFromEnv() : {};
  return typeof permanentSessionLifetime === "number" ? permanentSessionLifetime : maxAge;
}

function verdictText({ verified, reason, message, fix }: Verdict, paint: Paint): string {
  const head = verified
    ? paint(["bold", "green"], "VERIFIED")
    : paint(["bold", "red"], `NOT VERIFIED (${reason})`);
  return [`${head}  ${message}`, ...(fix ? [`${paint("cyan", "fix")}  ${fix}`] : [])].join("\n");
}
