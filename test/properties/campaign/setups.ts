// The ways of signing that are attacked, and what was signed.
import { TaggedJSONSerializer } from "dewar";
import {
  HMACAlgorithm,
  type SecretKeys,
  type TimestampSignerOptions,
  URLSafeTimedSerializer,
} from "dewar/itsdangerous";

const NOW = 1_700_000_000;

/** Compares signatures as bytes, as Python does: four spellings of each are good, and more. */
class LenientAlgorithm extends HMACAlgorithm {
  override withKey(key: Uint8Array): ReturnType<HMACAlgorithm["withKey"]> {
    const strict = super.withKey(key);
    return {
      sign: (value) => strict.sign(value),
      verify: (value, signature) =>
        Buffer.from(signature, "base64url").equals(Buffer.from(strict.sign(value), "base64url")),
    };
  }
}

interface Setup {
  name: string;
  keys: SecretKeys;
  signing: TimestampSignerOptions;
  fallbacks?: TimestampSignerOptions[];
}

const SETUPS: Setup[] = [
  { name: "one key", keys: "0a1b2c3d4e5f60718293", signing: { keyDerivation: "hmac" } },
  {
    name: "six keys",
    keys: ["one", "two", "three", "four", "five", "six"],
    signing: { keyDerivation: "hmac" },
  },
  {
    name: "SHA-256 and fallbacks",
    keys: "0a1b2c3d4e5f60718293",
    signing: { keyDerivation: "hmac", digestMethod: "sha256" },
    fallbacks: [
      { keyDerivation: "hmac", digestMethod: "sha1" },
      { keyDerivation: "hmac", digestMethod: "sha512" },
    ],
  },
  { name: "ItsDangerous' defaults", keys: "0a1b2c3d4e5f60718293", signing: {} },
  {
    name: "a key of bytes, concat, SHA-384",
    keys: Uint8Array.of(0, 255, 1, 254, 10, 13),
    signing: { keyDerivation: "concat", digestMethod: "sha384" },
  },
];

const DATA = [
  { username: "alice" },
  { username: "bob", admin: true },
  { _permanent: true, visits: 3, cart: [{ sku: "mug", price: 12.5 }] },
  { text: "a long text that repeats, ".repeat(20) },
  {},
  { é: "😀", n: 9007199254740993n },
];

/** One setup with its tokens. */
export interface Target {
  name: string;
  serializer: URLSafeTimedSerializer;
  tokens: string[];
}

export function targets(kind: "strict" | "lenient"): Target[] {
  return SETUPS.map(({ name, keys, signing, fallbacks = [] }) => {
    const algorithmOf = ({ digestMethod = "sha1" }: TimestampSignerOptions): object =>
      kind === "lenient" ? { algorithm: new LenientAlgorithm(digestMethod) } : {};
    const at = (seconds: number) =>
      new URLSafeTimedSerializer(keys, {
        salt: "cookie-session",
        serializer: new TaggedJSONSerializer(),
        signerOptions: { clock: () => seconds * 1000, ...signing, ...algorithmOf(signing) },
        fallbackSigners: fallbacks.map((each) => ({ ...each, ...algorithmOf(each) })),
      });
    const tokens = DATA.flatMap((data, i) => [
      at(NOW).dumps(data),
      at(NOW - i * 7919 - 1).dumps(data),
    ]);
    return { name, serializer: at(NOW), tokens };
  });
}
