import {
  DIGEST_METHODS,
  KEY_DERIVATIONS,
  PROFILES,
  type Profile,
  type Scheme,
} from "../../token/index.ts";
import { byId, h, setText } from "./elements.ts";
import { type KeyFormat, readKey } from "./key.ts";
import { isProfile } from "./verification.ts";

const input = (id: string): HTMLInputElement => byId<HTMLInputElement>(id);
const choice = (id: string): string => byId<HTMLSelectElement>(id).value;

// A lifetime that was typed is not replaced by a default.
let lifetimeIsTheirs = false;

/** Fills the lists of choices, and reports each change of a field. */
export function setUpFields(changed: () => void): void {
  const fill = (id: string, options: readonly (readonly [value: string, text: string])[]): void =>
    byId(id).append(...options.map(([value, text]) => h("option", { value }, text)));
  const titles = PROFILES.map(({ id, title }) => [id, title] as const);
  fill("profile", [...titles, ["custom", "another way: salt, derivation, digest"]]);
  fill(
    "derivation",
    KEY_DERIVATIONS.map((name) => [name, name] as const),
  );
  fill(
    "digest",
    DIGEST_METHODS.map((name) => [name, name] as const),
  );
  for (const id of ["key", "format", "profile", "salt", "derivation", "digest"])
    byId(id).addEventListener("input", changed);
  for (const id of ["lifetime", "unit"])
    byId(id).addEventListener("input", () => {
      lifetimeIsTheirs = true;
      changed();
    });
  byId("profile").addEventListener("input", () => {
    byId("scheme").hidden = choice("profile") !== "custom";
  });
  byId("show").addEventListener("click", () => {
    const show = input("key").type === "password";
    input("key").type = show ? "text" : "password";
    byId("show").setAttribute("aria-pressed", String(show));
    setText(byId("show"), show ? "Hide" : "Show");
  });
}

/** The typed key: `undefined` for none, `null` for one that cannot be read. */
export function keyTyped(): string | Uint8Array | undefined | null {
  const text = input("key").value;
  return text === "" ? undefined : (readKey(text, choice("format") as KeyFormat) ?? null);
}

/** Puts a key into the field. */
export function typeKey(key: string): void {
  input("key").value = key;
  byId<HTMLSelectElement>("format").value = "text";
  byId<HTMLSelectElement>("profile").value = "any";
  byId("scheme").hidden = true;
  lifetimeIsTheirs = false;
}

/** The chosen way of signing; `undefined` for any usual one. */
export function schemeChosen(): Profile | Scheme | undefined {
  const id = choice("profile");
  if (id !== "custom") return PROFILES.find((profile) => profile.id === id);
  return {
    salt: input("salt").value,
    keyDerivation: choice("derivation") as Scheme["keyDerivation"],
    digestMethod: choice("digest") as Scheme["digestMethod"],
  };
}

/** How long a token signed in this way is valid, in seconds; `undefined` for any age. */
export function lifetimeOf(scheme: Profile | Scheme): number | undefined {
  if (!lifetimeIsTheirs) suggest(isProfile(scheme) ? scheme : undefined);
  const { valueAsNumber } = input("lifetime");
  return valueAsNumber >= 0 ? Math.floor(valueAsNumber * Number(choice("unit"))) : undefined;
}

function suggest(profile: Profile | undefined): void {
  const { id, maxAge } = profile ?? {};
  const unit = maxAge === undefined || maxAge >= 86_400 ? 86_400 : 3600;
  const length = maxAge === undefined ? "" : String(maxAge / unit);
  if (input("lifetime").value !== length) input("lifetime").value = length;
  byId<HTMLSelectElement>("unit").value = String(unit);
  const hint =
    id === "session"
      ? "PERMANENT_SESSION_LIFETIME, 31 days by default; the server counts from each signature."
      : id === "wtf-csrf-token"
        ? "WTF_CSRF_TIME_LIMIT, an hour by default."
        : "The code that reads the token sets the limit: max_age.";
  setText(byId("lifetime-hint"), hint);
}
