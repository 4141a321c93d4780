import {
  isSignedBy,
  type Parts,
  type Payload,
  PROFILES,
  type Profile,
  type Scheme,
  type Unreadable,
  USUAL_SCHEMES,
} from "../../token/index.ts";
import type { NamedKey } from "../input/secret-keys.ts";
import { alterationOf } from "./alterations.ts";
import { findDamage } from "./damage.ts";
import { keyVariants } from "./key-variants.ts";
import type { Diagnosis } from "./reason.ts";

/** Finds the reason why none of the keys made the signature in the expected way. */
export function diagnose(
  parts: Parts,
  payload: Payload | Unreadable,
  keys: readonly NamedKey[],
  expected: Profile,
): Diagnosis {
  return (
    findOtherScheme(parts, keys, expected) ??
    findDamage(parts, keys, expected) ??
    findOtherKey(parts, keys, expected) ??
    findAlteration(parts, payload) ?? {
      reason: "wrong-key",
      message:
        "This key gives another signature, with every usual salt, derivation and digest, and nothing in it looks altered: " +
        "most likely another key signed it. (A carefully changed payload looks the same.)",
      fix: "Compare your key with that of the application that signed. After a rotation, pass the old key in FLASK_SECRET_KEY_FALLBACKS.",
    }
  );
}

/** The key is right, but the salt, the derivation or the digest is not. */
function findOtherScheme(
  parts: Parts,
  keys: readonly NamedKey[],
  expected: Profile,
): Diagnosis | undefined {
  if (parts.shape === "remember") return undefined;
  const own = USUAL_SCHEMES.map((scheme) => ({ ...scheme, salt: expected.salt }));
  const found = [...own, ...USUAL_SCHEMES].find((scheme) =>
    keys.some(({ key }) => isSignedBy(parts, key, scheme)),
  );
  if (found === undefined) return undefined;
  const profile = PROFILES.find((each) => isSame(each, found));
  if (profile !== undefined && profile.id !== expected.id)
    return {
      reason: "wrong-salt",
      message: `The key is right, but this is ${profile.title}, not ${expected.title}.`,
      fix: `Verify it with --as ${profile.id}.`,
    };
  const [reason, name, option] =
    found.salt !== expected.salt
      ? (["wrong-salt", "salt", `--salt ${found.salt}`] as const)
      : found.keyDerivation !== expected.keyDerivation
        ? ([
            "wrong-derivation",
            "key derivation",
            `--key-derivation ${found.keyDerivation}`,
          ] as const)
        : (["wrong-digest", "digest", `--digest ${found.digestMethod}`] as const);
  const { salt, keyDerivation, digestMethod } = found;
  return {
    reason,
    message: `The key is right, but the ${name} is not: it was signed with salt "${salt}", derivation ${keyDerivation} and digest ${digestMethod}.`,
    fix: `Use the same ${name} where it is read, here with ${option}.`,
  };
}

const isSame = (a: Scheme, b: Scheme): boolean =>
  a.salt === b.salt && a.keyDerivation === b.keyDerivation && a.digestMethod === b.digestMethod;

/** A variant of the given key made the signature. */
function findOtherKey(
  parts: Parts,
  keys: readonly NamedKey[],
  expected: Profile,
): Diagnosis | undefined {
  for (const { name, key } of keys) {
    const variant = keyVariants(key).find((each) => isSignedBy(parts, each.key, expected));
    if (variant !== undefined)
      return {
        reason: "wrong-key",
        message: `It was signed with ${name} ${variant.difference}.`,
        fix: variant.fix,
      };
  }
  return undefined;
}

function findAlteration(parts: Parts, payload: Payload | Unreadable): Diagnosis | undefined {
  const message = alterationOf(parts, payload);
  if (message === undefined) return undefined;
  return {
    reason: "tampered",
    message: `It was changed after it was signed. ${message}`,
    fix: "The server is right to reject it. Copy the cookie from the browser again, unaltered.",
  };
}
