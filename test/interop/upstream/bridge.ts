// Node's side of the stand-in for Python's `itsdangerous`: calls dewar as Python asks, by lines of
// JSON. All of it is synchronous, as a signer that asks Python to sign has to be.
import { readSync, writeSync } from "node:fs";
import * as itsdangerous from "dewar/itsdangerous";

type Json = Record<string, unknown>;
type Callable = (...args: unknown[]) => unknown;
interface Question {
  function?: string;
  class: string;
  keys: itsdangerous.SecretKeys;
  options: Json;
  method?: string;
  path?: string;
  args?: unknown[];
  now: number;
}

const exported = itsdangerous as unknown as Record<string, new (...args: unknown[]) => object>;
let now = 0;
const clock = (): number => now * 1000;

let buffered = "";
const chunk = Buffer.alloc(65_536);
function readLine(): string | undefined {
  for (;;) {
    const end = buffered.indexOf("\n");
    if (end >= 0) {
      const line = buffered.slice(0, end);
      buffered = buffered.slice(end + 1);
      return line;
    }
    const length = readSync(0, chunk);
    if (length === 0) return undefined;
    buffered += chunk.toString("utf8", 0, length);
  }
}
const write = (message: object): unknown => writeSync(1, `${JSON.stringify(message)}\n`);

function encode(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("hex") };
  if (value instanceof Date) return { $date: value.getTime() };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, encode(each)]));
  return value ?? null;
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== "object" || value === null) return value;
  const typed = value as { $bytes?: string; $date?: number; $callback?: number };
  if (typed.$bytes !== undefined) return new Uint8Array(Buffer.from(typed.$bytes, "hex"));
  if (typed.$date !== undefined) return new Date(typed.$date);
  if (typed.$callback !== undefined) return callback(typed.$callback);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decode(each)]));
}

/** A function of Python's; while Python answers, it may ask. */
function callback(id: number): Callable {
  return (...args) => {
    const before = now;
    write({ callback: id, args: encode(args) });
    for (;;) {
      const message = JSON.parse(readLine() as string) as Json;
      if ("ok" in message) {
        now = before;
        return decode(message["ok"]);
      }
      if ("error" in message) throw thrown(decode(message["error"]) as Json);
      answer(message as unknown as Question);
    }
  };
}

function thrown({ name, message, payload }: Json): Error {
  const Class = exported[name as string];
  if (Class === undefined) return new Error(String(message));
  return new Class(message, payload ?? undefined) as Error;
}

function told(error: unknown): object {
  const { name, message, payload, dateSigned, originalError } = error as Record<string, string>;
  const original = originalError === undefined ? null : String(originalError);
  return { name, message, payload, dateSigned, originalError: original };
}

function algorithmOf({ name, digestMethod, getSignature }: Json): object {
  if (name !== undefined)
    return new (exported[name as string] as (typeof exported)[string])(digestMethod);
  class Asked extends itsdangerous.SigningAlgorithm {
    override getSignature = getSignature as (key: Uint8Array, value: Uint8Array) => Uint8Array;
  }
  return new Asked();
}

/** The options of a signer, with what the bridge alone knows apart. */
function signerOf(options: Json): { Class: string | undefined; unsign: unknown; rest: Json } {
  const { class: Class, unsign, algorithm, ...rest } = options;
  if (algorithm !== undefined) rest["algorithm"] = algorithmOf(algorithm as Json);
  return { Class: Class as string | undefined, unsign, rest: { clock, ...rest } };
}

function makeSigner(Class: string, keys: unknown, options: Json, unsign: unknown): object {
  const Base = exported[Class] as unknown as new (...args: unknown[]) => object;
  if (unsign === undefined) return new Base(keys, options);
  class Overridden extends Base {
    unsign = unsign;
  }
  return new Overridden(keys, options);
}

function make({ class: name, keys, options }: Question): object {
  if (name.endsWith("Signer")) return makeSigner(name, keys, signerOf(options).rest, undefined);
  const signing = options["signerOptions"] as Json;
  const fallbacks = options["fallbackSigners"] as Json[];
  const Base = exported[name] as unknown as new (...args: unknown[]) => object;
  // dewar's own makeSigner, wherever no signer of another class is asked for.
  if ([signing, ...fallbacks].every((each) => each["class"] === undefined))
    return new Base(keys, { ...options, signerOptions: { clock, ...signing } });
  class Chosen extends Base {
    makeSigner(secretKey: unknown, each: Json): object {
      const { Class, unsign, rest } = signerOf(each);
      const usual = name.includes("Timed") ? "TimestampSigner" : "Signer";
      return makeSigner(Class ?? usual, secretKey, rest, unsign);
    }
  }
  return new Chosen(keys, options);
}

function evaluate(question: Question): unknown {
  const { function: name, method, path, args = [] } = question;
  if (name !== undefined)
    return (itsdangerous as unknown as Record<string, Callable>)[name]?.(...args);
  const subject = make(question) as Record<string, Callable>;
  if (method !== undefined) return subject[method]?.(...args);
  return path?.split(".").reduce<unknown>((at, key) => (at as Json)[key], subject);
}

function answer(message: Question): void {
  const question = decode(message) as Question;
  now = question.now;
  try {
    write({ ok: encode(evaluate(question)) });
  } catch (error) {
    write({ error: encode(told(error)) });
  }
}

for (let line = readLine(); line !== undefined; line = readLine()) answer(JSON.parse(line));
