// Makes tokens out of good ones, by the million, and counts those that are taken for good.
import { BadSignature, MalformedTimestamp, SignatureExpired } from "dewar/itsdangerous";
import { MUTATIONS } from "./mutations.ts";
import { Random } from "./random.ts";
import { type Target, targets } from "./setups.ts";

export interface Outcome {
  tried: number;
  /** Came out as a token that was signed: nothing to refuse. */
  skipped: number;
  accepted: number;
  thrown: number;
  triedByKind: Record<string, number>;
  /** The first few that were not refused. */
  examples: string[];
}

const LIMITS = { maxAge: 86_400, clockSkewSeconds: 10 };

/** "refused", or what else became of it. */
function verdict({ serializer }: Target, token: string): "refused" | "accepted" | "thrown" {
  try {
    serializer.unsignParts(token, LIMITS);
    return "accepted";
  } catch (error) {
    // Said only where the signature is right.
    if (error instanceof SignatureExpired || error instanceof MalformedTimestamp) return "accepted";
    return error instanceof BadSignature ? "refused" : "thrown";
  }
}

/** @param count - how many tokens to make @param seed - gives the same ones again */
export function campaign(count: number, kind: "strict" | "lenient", seed: number): Outcome {
  const random = new Random(seed);
  const kinds = Object.entries(MUTATIONS);
  const subjects = targets(kind).map((target) => ({ target, good: new Set(target.tokens) }));
  const triedByKind = Object.fromEntries(kinds.map(([name]) => [name, 0]));
  const outcome: Outcome = {
    tried: 0,
    skipped: 0,
    accepted: 0,
    thrown: 0,
    triedByKind,
    examples: [],
  };
  for (let i = 0; i < count; i++) {
    const { target, good } = subjects[i % subjects.length] as (typeof subjects)[number];
    const [name, mutate] = random.of(kinds);
    let token = mutate(random.of(target.tokens), random, random.of(target.tokens));
    // A quarter is changed twice. A change may leave too little for a second one.
    if (random.below(4) === 0 && token.split(".").length > 2 && token.length > 40)
      token = random.of(kinds)[1](token, random, random.of(target.tokens));
    if (good.has(token)) {
      outcome.skipped++;
      continue;
    }
    outcome.tried++;
    triedByKind[name] = (triedByKind[name] as number) + 1;
    const result = verdict(target, token);
    if (result === "refused") continue;
    outcome[result]++;
    if (outcome.examples.length < 5) outcome.examples.push(`${target.name}, ${name}: ${token}`);
  }
  return outcome;
}
