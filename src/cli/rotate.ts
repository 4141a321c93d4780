import type { Command } from "commander";
import { configFromEnv } from "../session/index.ts";
import { answering, type CommonOptions, command } from "./command.ts";
import { rotateFile } from "./input/env-file.ts";
import { makeKey } from "./keygen.ts";
import type { Paint } from "./output.ts";
import { duration, inWords, nowSeconds, utc } from "./time.ts";

interface RotateOptions extends CommonOptions {
  file?: string;
  lifetime?: number;
}

const DEFAULT_LIFETIME = 31 * 86_400;

const NOTES = [
  "dewar signs a visitor's cookie anew when it is next read, Flask when the session is next written.",
  "Flask-Login's remember_token and Flask-WTF's open forms know no old keys: they end with the rotation.",
  "If the old key has leaked, do not keep it as a fallback: whoever has it can still sign.",
];

export const rotate = (): Command =>
  command(
    "rotate",
    "Make a new key and keep the old one to read with, so that nobody is logged out. Prints the new key only.",
    [
      ["rotate", "the lines for a shell, for Flask and for dewar"],
      ["rotate --file .env", "change the file: new key, old key as a fallback; prints neither"],
      ["rotate --lifetime 7d", "when the old key may go, if sessions last seven days"],
    ],
  )
    // Not --env-file: Node 20 takes that for its own, wherever it stands.
    .option("--file <path>", "rewrite this file instead of printing lines")
    .option(
      "--lifetime <time>",
      "how long sessions are good, such as 7d (default: FLASK_PERMANENT_SESSION_LIFETIME, or 31d)",
      duration,
    )
    .action(
      answering(({ file, lifetime = lifetimeFromEnv() }: RotateOptions) => {
        const key = makeKey();
        const dropAfter = utc(nowSeconds() + lifetime);
        const advice = { lifetimeSeconds: lifetime, dropAfter, notes: NOTES };
        if (file !== undefined) {
          const variables = rotateFile(file, key);
          const changed = `Changed ${variables.join(", ")} in ${file}.`;
          return {
            json: { file, variables, ...advice },
            text: (paint) => `${changed}\n\n${adviceText(lifetime, dropAfter, paint)}`,
          };
        }
        const flask = flaskLines(key, process.env);
        const own = [`export OLD_SECRET_KEY="$SECRET_KEY"`, `export SECRET_KEY=${key}`];
        return {
          json: { key, lines: { flask, own }, ...advice },
          text: (paint) =>
            [
              paint(
                "bold",
                "Flask's from_prefixed_env() and dewar's configFromEnv() read, in this order:",
              ),
              ...flask.map((line) => `  ${line}`),
              "",
              paint(
                "bold",
                "Or variables of your own: secretKeyFallbacks: [process.env.OLD_SECRET_KEY]",
              ),
              ...own.map((line) => `  ${line}`),
              "",
              adviceText(lifetime, dropAfter, paint),
            ].join("\n"),
        };
      }),
    );

function lifetimeFromEnv(): number {
  const { permanentSessionLifetime } = configFromEnv();
  return typeof permanentSessionLifetime === "number" ? permanentSessionLifetime : DEFAULT_LIFETIME;
}

/**
 * Lines for a shell whose variables still hold the old key: so it moves without being printed. The
 * newest fallback is the last, which is tried first.
 */
function flaskLines(key: string, env: NodeJS.ProcessEnv): string[] {
  const { FLASK_SECRET_KEY: old = "" } = env;
  const { secretKey = old, secretKeyFallbacks } = configFromEnv(env);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
  const before = secretKeyFallbacks?.length ? "${FLASK_SECRET_KEY_FALLBACKS%]}," : "[";
  const element =
    secretKey !== old
      ? // JSON text already: Flask reads JSON where it is JSON.
        "$FLASK_SECRET_KEY"
      : /["\\]/.test(old)
        ? "$(node -p 'JSON.stringify(process.env.FLASK_SECRET_KEY)')"
        : '\\"$FLASK_SECRET_KEY\\"';
  return [
    `export FLASK_SECRET_KEY_FALLBACKS="${before}${element}]"`,
    `export FLASK_SECRET_KEY=${key}`,
  ];
}

function adviceText(lifetime: number, dropAfter: string, paint: Paint): string {
  const when = `The old key may go ${inWords(lifetime)} after the last process has the new one: not before ${dropAfter}.`;
  return [paint("yellow", when), ...NOTES.map((note) => `- ${note}`)].join("\n");
}
