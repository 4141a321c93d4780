import { nowSeconds, type Parts, type Profile, type Scheme } from "../../token/index.ts";
import { byId, setText } from "./elements.ts";
import type { Inspection } from "./inspection.ts";
import { type Editable, EditError, editableOf, sign } from "./signing.ts";

/** The data that the editor needs to sign. */
export interface Signing {
  readonly inspection: Inspection;
  readonly key: string | Uint8Array | undefined;
  readonly scheme: Profile | Scheme;
}

let original: Editable = { kind: "JSON", text: "" };

const HINTS: Readonly<Record<Editable["kind"], string>> = {
  JSON:
    'Types that JSON lacks are written as objects with one key: {" t": […]} tuple, {" b": "base64"} bytes, ' +
    '{" d": "HTTP date"} datetime, {" u": "hex"} UUID, {" m": "HTML"} Markup.',
  text: "Signed as it is, without JSON.",
};

const area = (id: string): HTMLTextAreaElement => byId<HTMLTextAreaElement>(id);

/** Puts the data of another token into the editor. */
export function openEditor(inspection: Inspection): void {
  original = editableOf(inspection);
  setText(byId("edit-label"), labelOf(original, inspection.parts));
  setText(byId("edit-hint"), HINTS[original.kind]);
  const keeps = inspection.parts.timestamp !== undefined;
  byId<HTMLInputElement>("keep-time").disabled = !keeps;
  if (!keeps) byId<HTMLInputElement>("keep-time").checked = false;
  undo();
}

function labelOf({ kind }: Editable, { shape }: Parts): string {
  if (kind === "JSON") return "JSON";
  return shape === "remember" ? "The user’s id" : "Text";
}

function undo(): void {
  const edit = area("edit");
  edit.value = original.text;
  edit.rows = Math.min(24, Math.max(3, original.text.split("\n").length + 1));
  forgetSigned();
}

/** Clears the signed token, because the text in the editor has changed. */
export function forgetSigned(): void {
  byId("signed").hidden = true;
  setText(byId("edit-problem"), "");
  setText(byId("said"), "");
  area("edit").removeAttribute("aria-invalid");
}

function complain(problem: string, invalid: boolean): void {
  forgetSigned();
  setText(byId("edit-problem"), problem);
  if (invalid) area("edit").setAttribute("aria-invalid", "true");
}

export function setUpEditor(
  signing: () => Signing | undefined,
  open: (token: string) => void,
): void {
  byId("sign").addEventListener("click", () => {
    const given = signing();
    if (given !== undefined) signEdited(given);
  });
  area("edit").addEventListener("input", forgetSigned);
  byId("keep-time").addEventListener("input", forgetSigned);
  byId("undo").addEventListener("click", undo);
  byId("copy").addEventListener("click", copy);
  byId("again").addEventListener("click", () => open(area("result").value));
}

function signEdited({ inspection, key, scheme }: Signing): void {
  if (key === undefined) {
    complain("Signing needs the key: type it into “Secret key” first.", false);
    byId("key").focus();
    return;
  }
  const keep = byId<HTMLInputElement>("keep-time").checked;
  const at = (keep ? inspection.parts.timestamp : undefined) ?? nowSeconds();
  try {
    const edited = { ...original, text: area("edit").value };
    const token = sign(edited, inspection, key, scheme, at);
    forgetSigned();
    area("result").value = token;
    byId("signed").hidden = false;
    setText(byId("said"), `Signed: ${token.length} characters.${sizeNote(token)}`);
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    complain(`This cannot be signed. ${error.message}`, true);
  }
}

// The limit is for name, value and attributes together (RFC 6265 section 6.1); name and attributes
// take about a hundred bytes.
const sizeNote = ({ length }: string): string =>
  length > 4000 ? " Browsers drop cookies of more than 4096 bytes." : "";

async function copy(): Promise<void> {
  const result = area("result");
  result.select();
  // Without permission, or on plain http, there is no clipboard. The old way needs no permission.
  const done = await navigator.clipboard?.writeText(result.value).then(
    () => true,
    () => document.execCommand("copy"),
  );
  const copied = done ?? document.execCommand("copy");
  setText(byId("said"), copied ? "Copied." : "Selected: copy it with your keyboard.");
}
