import type { Command } from "commander";
import { URLSafeTimedSerializer } from "../itsdangerous/index.ts";
import { JSONDecodeError } from "../json/index.ts";
import { configFromEnv } from "../policy/index.ts";
import { profileNamed, serializer } from "../token/index.ts";
import { answering, type CommonOptions, command } from "./command.ts";
import { CommandError } from "./exit.ts";
import { type SecretOptions, secretKeys, withSecret } from "./input/secret-keys.ts";
import { argumentOrStdin } from "./input/stdin.ts";
import { type SchemeOptions, withOptions, withScheme } from "./scheme-options.ts";
import { nowSeconds, pointInTime, utc } from "./time.ts";

interface SignOptions extends CommonOptions, SecretOptions, SchemeOptions {
  name?: string;
  header?: true;
  permanent?: true;
  at?: number;
}

export const sign = (): Command =>
  withScheme(
    withSecret(
      command("sign", "Make a session cookie from JSON, for a test or for curl.", [
        [
          `sign '{"username":"alice"}'`,
          "a cookie's value; the key is in SECRET_KEY, or prompted for",
        ],
        [`sign --header '{"_user_id":"1"}'`, 'a header for curl: -H "$(dewar sign --header ...)"'],
        [
          `sign '{"_flashes":[{" t":["message","Hi"]}]}'`,
          "Python's types, written as Flask writes them",
        ],
      ]),
    ),
  )
    .argument("[json]", "a JSON object (default: stdin)")
    .option("--name <cookie>", "the cookie's name (default: FLASK_SESSION_COOKIE_NAME, or session)")
    .option("--header", "print the whole header line: Cookie: session=...")
    .option("--permanent", "set _permanent, as session.permanent = true does")
    .option(
      "--at <time>",
      "when it was signed, as seconds since 1970 or a date (default: now)",
      pointInTime,
    )
    .action(
      answering(async (argument: string | undefined, options: SignOptions) => {
        const data = readObject(await argumentOrStdin(argument, "JSON"));
        if (options.permanent) data["_permanent"] = true;
        const [{ key, name: keyName }] = (await secretKeys(options)) as [
          { key: string; name: string },
        ];
        const { salt, keyDerivation, digestMethod } = withOptions(profileNamed("session"), options);
        const at = options.at ?? nowSeconds();
        const signerOptions = { keyDerivation, digestMethod, clock: () => at * 1000 };
        const signing = new URLSafeTimedSerializer(key, { salt, serializer, signerOptions });
        const cookie = signing.dumps(data);
        const { cookie: configured } = configFromEnv();
        const name =
          options.name ?? (configured as { name?: string } | undefined)?.name ?? "session";
        const header = `Cookie: ${name}=${cookie}`;
        return {
          json: { cookie, name, header, bytes: cookie.length, signedAt: utc(at), key: keyName },
          text: () => (options.header ? header : cookie),
        };
      }),
    );

function readObject(text: string): Record<string, unknown> {
  let data: unknown;
  try {
    data = serializer.loads(text);
  } catch (error) {
    if (!(error instanceof JSONDecodeError || error instanceof TypeError)) throw error;
  }
  if (typeof data === "object" && data !== null && Object.getPrototypeOf(data) === Object.prototype)
    return data as Record<string, unknown>;
  const isPrinted = FOR_PEOPLE.test(text);
  throw new CommandError(
    "ERR_NOT_AN_OBJECT",
    `Expected a JSON object, which is what a session is; got ${isPrinted ? "what dewar decode prints for people" : "something else"}.`,
    isPrinted
      ? 'Use the JSON that was signed: dewar decode --json prints it as "text".'
      : `Quote it for the shell: dewar sign '{"username":"alice"}'`,
  );
}

// The type names that decode prints, and its first line.
const FOR_PEOPLE =
  /\b(?:bytes|datetime|Markup|tuple|UUID)\(|^(?:NOT VERIFIED|Signature verified)\b/m;
