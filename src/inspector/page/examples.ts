import { URLSafeTimedSerializer } from "../../itsdangerous/index.ts";
import { Markup, TaggedJSONSerializer, Tuple, UUID } from "../../json/index.ts";
import { nowSeconds, profileNamed, signatureOf } from "../../token/index.ts";

/** The key of the examples. It is used for nothing else. */
export const EXAMPLE_KEY = "an example key, for looking around only";

const HOUR = 3600;

function timed(id: string, data: unknown, ageSeconds: number): string {
  const { salt, keyDerivation, digestMethod } = profileNamed(id);
  const clock = () => (nowSeconds() - ageSeconds) * 1000;
  const signerOptions = { keyDerivation, digestMethod, clock };
  const tagged = id === "session" ? { serializer: new TaggedJSONSerializer() } : {};
  return new URLSafeTimedSerializer(EXAMPLE_KEY, { salt, signerOptions, ...tagged }).dumps(data);
}

/** Tokens as applications make them, each with something worth a look. */
export const EXAMPLES: Readonly<Record<string, () => string>> = {
  session: () =>
    timed(
      "session",
      {
        _permanent: true,
        _flashes: [Tuple.of("success", new Markup("Welcome back, <b>alice</b>!"))],
        username: "alice",
        visits: 3,
        cart: [{ sku: "mug", price: 12.5 }],
        joined: new Date(Date.UTC(2024, 1, 29, 12, 30)),
        device: new UUID("0f8fad5b-d9cb-469f-a165-70867728950e"),
        avatar: Uint8Array.of(137, 80, 78, 71),
        ticket: 9_007_199_254_740_993n,
        position: Tuple.of(52.52, 13.405),
      },
      50 * HOUR,
    ),
  token: () => timed("itsdangerous", { action: "confirm", id: 7 }, HOUR / 4),
  csrf: () => timed("wtf-csrf-token", "5ba3d4e0a3c87f1d2b8f64e7c9a1d0b3f4e5a6c7", 2 * HOUR),
  remember: () => `42|${signatureOf("42", EXAMPLE_KEY, profileNamed("remember-token"))}`,
};
