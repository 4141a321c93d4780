import type { Command } from "commander";
import { configFromEnv } from "../policy/index.ts";
import { answering, type CommonOptions, command } from "./command.ts";
import { rotateFile } from "./input/env-file.ts";
import { makeKey } from "./keygen.ts";
import type { Answer, Paint } from "./output.ts";
import { LEAKED_LINES, LEAKED_NOTES, PLANNED_NOTES, plannedLines } from "./rotation/procedures.ts";
import { duration, inWords, nowSeconds, utc } from "./time.ts";

interface RotateOptions extends CommonOptions {
  file?: string;
  leaked?: boolean;
  lifetime?: number;
}

const DEFAULT_LIFETIME = 31 * 86_400;

export const rotate = (): Command =>
  command(
    "rotate",
    "Replace the secret key. The old one is kept to read cookies, so nobody is logged out; with --leaked it is dropped, and everyone logs in again. Prints the new key only.",
    [
      ["rotate", "print the lines for a shell, for Flask and for dewar"],
      ["rotate --file .env", "change the file: new key, old key as a fallback; prints neither"],
      ["rotate --lifetime 7d", "say when to drop the old key if sessions last seven days"],
      ["rotate --leaked --file .env", "someone else has the old key: drop it and every fallback"],
    ],
  )
    // Not --env-file: Node 20 reads that as its own option, at any position.
    .option("--file <path>", "rewrite this file instead of printing lines")
    .option(
      "--leaked",
      "someone else may have the old key: keep no fallback, so everyone logs in again",
    )
    .option(
      "--lifetime <time>",
      "how long sessions last, such as 7d (default: FLASK_PERMANENT_SESSION_LIFETIME, or 31d)",
      duration,
    )
    .action(
      answering(({ file, leaked = false, lifetime }: RotateOptions): Answer => {
        const key = makeKey();
        const advice = leaked ? leakedAdvice() : plannedAdvice(lifetime ?? lifetimeFromEnv());
        if (file !== undefined) {
          const variables = rotateFile(file, key, leaked);
          return {
            json: { file, variables, leaked, ...advice.json },
            text: (paint) => `Changed ${variables.join(", ")} in ${file}.\n\n${advice.text(paint)}`,
          };
        }
        const { flask, own, ownTitle } = leaked ? LEAKED_LINES : plannedLines(process.env);
        const lines = {
          flask: [...flask, `export FLASK_SECRET_KEY=${key}`],
          own: [...own, `export SECRET_KEY=${key}`],
        };
        return {
          json: { key, lines, leaked, ...advice.json },
          text: (paint) =>
            [
              paint(
                "bold",
                "For Flask's from_prefixed_env() and dewar's configFromEnv(), in this order:",
              ),
              ...lines.flask.map((line) => `  ${line}`),
              "",
              paint("bold", ownTitle),
              ...lines.own.map((line) => `  ${line}`),
              "",
              advice.text(paint),
            ].join("\n"),
        };
      }),
    );

function lifetimeFromEnv(): number {
  const { permanentSessionLifetime } = configFromEnv();
  return typeof permanentSessionLifetime === "number" ? permanentSessionLifetime : DEFAULT_LIFETIME;
}

interface Advice {
  readonly json: object;
  readonly text: (paint: Paint) => string;
}

function plannedAdvice(lifetimeSeconds: number): Advice {
  const dropAfter = utc(nowSeconds() + lifetimeSeconds);
  const when = `Drop the old key ${inWords(lifetimeSeconds)} after the last process has the new one: not before ${dropAfter}.`;
  return {
    json: { lifetimeSeconds, dropAfter, notes: PLANNED_NOTES },
    text: (paint) => advice(paint("yellow", when), PLANNED_NOTES),
  };
}

function leakedAdvice(): Advice {
  const when =
    "Restart every process that has the old key now, Flask's too. Everyone logs in again.";
  return {
    json: { notes: LEAKED_NOTES },
    text: (paint) => advice(paint("yellow", when), LEAKED_NOTES),
  };
}

const advice = (head: string, notes: readonly string[]): string =>
  [head, ...notes.map((note) => `- ${note}`)].join("\n");
