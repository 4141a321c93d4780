import { inWords } from "../../token/index.ts";
import type { Inspection } from "./inspection.ts";
import { ageOf, isProfile, type Verification } from "./verification.ts";

/** The verdict at the top of the page: good, bad, or neither. */
export interface Verdict {
  readonly tone: "good" | "bad" | "unknown";
  readonly title: string;
  readonly text: string;
}

/** The result for the key: none was typed, it cannot be read, or it was tried. */
export type Tried = "no key" | "unreadable key" | Verification;

export function verdictOn(
  inspection: Inspection,
  tried: Tried,
  maxAge: number | undefined,
  now: number,
): Verdict {
  const { parts, payload, looks } = inspection;
  if (parts.shape === "bare")
    return bad("No signature.", "It has only one part, so Flask would reject it.");
  if (tried === "no key")
    return {
      tone: "unknown",
      title: "Not verified.",
      text: `It looks like ${looks.title}, but anyone may have written it. Enter the key to find out.`,
    };
  if (tried === "unreadable key")
    return bad("The key cannot be read.", "It is not in the format that you chose.");
  if (!tried.signatureValid) return wrong(tried);
  const { timestamp } = parts;
  const age = timestamp === undefined ? "good" : ageOf(timestamp, maxAge, now);
  if (age === "expired")
    return bad(
      "Expired.",
      `The signature is right, but it was valid for ${inWords(maxAge ?? 0)} only.`,
    );
  if (age === "ahead")
    return bad("From the future.", "The signature is right; the clock that signed is ahead.");
  if ("problem" in payload && isProfile(tried.scheme) && tried.scheme.id === "session")
    return bad("Malformed.", `The signature is right, but ${payload.problem}: Flask answers 500.`);
  return right(tried);
}

const bad = (title: string, text: string): Verdict => ({ tone: "bad", title, text });

function wrong({ tried, scheme }: Verification): Verdict {
  const title = "The signature does not match.";
  if (tried > 1)
    return bad(
      title,
      `Another key signed it, or it was changed after that. ${tried} ways of signing were tried.`,
    );
  const what = isProfile(scheme) ? `as ${scheme.title}` : "in the way given";
  return bad(
    title,
    `This key did not sign it ${what}: another key did, or it was changed after that.`,
  );
}

function right({ scheme }: Verification): Verdict {
  const title = "Verified.";
  if (isProfile(scheme)) return { tone: "good", title, text: `It is ${scheme.title}.` };
  const { salt, keyDerivation, digestMethod } = scheme;
  const text = `It is signed with salt “${salt}”, derivation ${keyDerivation}, digest ${digestMethod}.`;
  return { tone: "good", title, text };
}
