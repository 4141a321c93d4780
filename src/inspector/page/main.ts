import { nowSeconds } from "../../token/index.ts";
import { forgetSigned, openEditor, setUpEditor } from "./editor.ts";
import { byId, h, setText } from "./elements.ts";
import { EXAMPLE_KEY, EXAMPLES } from "./examples.ts";
import { keyTyped, lifetimeOf, schemeChosen, setUpFields, typeKey } from "./fields.ts";
import { type Inspection, inspect } from "./inspection.ts";
import { legend, strip } from "./strip.ts";
import { timeline } from "./timeline.ts";
import { tree } from "./tree.ts";
import { type Tried, type Verdict, verdictOn } from "./verdict.ts";
import { verify } from "./verification.ts";

const cookie = byId<HTMLTextAreaElement>("cookie");
// The state of the page, besides its fields. It is gone when the page is closed.
let inspection: Inspection | undefined;
let tried: Tried = "no key";

const NOTHING: Verdict = {
  tone: "unknown",
  title: "Nothing to look at yet.",
  text: "Paste a cookie: its data, its times and its signature are shown here.",
};

/** Inspects the pasted text. */
function pasted(): void {
  inspection = inspect(cookie.value);
  byId("inspection").hidden = inspection === undefined;
  if (inspection !== undefined) {
    const { parts, payload } = inspection;
    byId("strip").replaceChildren(...strip(parts));
    byId("legends").replaceChildren(...legend(inspection));
    byId("data").replaceChildren(
      "problem" in payload
        ? h("p", {}, `It cannot be read: ${payload.problem}.`)
        : tree(payload.data),
    );
    openEditor(inspection);
  }
  keyed();
}

/** Tries the key. */
function keyed(): void {
  const key = keyTyped();
  if (inspection === undefined || key === undefined) tried = "no key";
  else if (key === null) tried = "unreadable key";
  else tried = verify(inspection, key, schemeChosen());
  forgetSigned();
  ticked();
}

/** Updates what depends on the time. */
function ticked(): void {
  if (inspection === undefined) {
    show(NOTHING);
    return;
  }
  const { timestamp } = inspection.parts;
  const maxAge = lifetimeOf(schemeInUse(inspection));
  const now = nowSeconds();
  show(verdictOn(inspection, tried, maxAge, now));
  byId("no-time").hidden = timestamp !== undefined;
  byId("lifetime-fields").hidden = timestamp === undefined;
  byId("timeline").replaceChildren(
    ...(timestamp === undefined ? [] : timeline(timestamp, maxAge, now)),
  );
}

function show({ tone, title, text }: Verdict): void {
  byId("verdict").className = `verdict ${tone}`;
  setText(byId("verdict-title"), title);
  setText(byId("verdict-text"), text);
}

const schemeInUse = ({ looks }: Inspection) =>
  typeof tried === "string" ? (schemeChosen() ?? looks) : tried.scheme;

function open(token: string): void {
  cookie.value = token;
  pasted();
  cookie.focus();
  cookie.setSelectionRange(0, 0);
  cookie.scrollTop = 0;
  cookie.scrollIntoView({ block: "center" });
}

setUpFields(keyed);
setUpEditor(() => {
  if (inspection === undefined) return undefined;
  return { inspection, key: keyTyped() ?? undefined, scheme: schemeInUse(inspection) };
}, open);
cookie.addEventListener("input", pasted);
for (const button of document.querySelectorAll<HTMLElement>("[data-example]"))
  button.addEventListener("click", () => {
    typeKey(EXAMPLE_KEY);
    open(EXAMPLES[button.dataset["example"] ?? ""]?.() ?? "");
  });
setInterval(ticked, 1000);
pasted();
