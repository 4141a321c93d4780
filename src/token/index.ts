/** Tokens of Flask and its extensions, for the tools: their parts, their data with types, how they are signed. @module */
export { type Described, describe, toJSON } from "./describe.ts";
export { looksSigned, type Parts, SIGNATURE_LENGTHS, split } from "./parts.ts";
export { bareValue, cookiesIn, type GivenCookie } from "./pasted.ts";
export { type Payload, readPayload, serializer, type Unreadable } from "./payload.ts";
export { printable, quoted } from "./printable.ts";
export {
  DIGEST_METHODS,
  isSignedBy,
  KEY_DERIVATIONS,
  PROFILES,
  type Profile,
  profileNamed,
  type Scheme,
  signatureOf,
  USUAL_SCHEMES,
} from "./profiles.ts";
export { agoInWords, inWords, local, nowSeconds, UNITS, utc } from "./time.ts";
