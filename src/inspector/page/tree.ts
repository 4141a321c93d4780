import { type Described, quoted } from "../../token/index.ts";
import { h } from "./elements.ts";
import { explained } from "./explained.ts";

// More rows than a person reads. A million rows would block the browser.
const MAX_ROWS = 2000;

/** Data as nested lists: each value with its key and the name of its type. */
export function tree(data: Described): HTMLElement {
  const budget = { rows: MAX_ROWS };
  const list = h("ul", { class: "tree" }, row(undefined, data, budget, true));
  if (budget.rows < 0)
    list.append(h("li", { class: "note" }, `Only the first ${MAX_ROWS} values are shown.`));
  return list;
}

function row(
  key: string | number | undefined,
  data: Described,
  budget: { rows: number },
  isTop = false,
): HTMLElement {
  budget.rows--;
  const { name, value, note } = explained(data);
  const label =
    key === undefined
      ? []
      : [
          typeof key === "number"
            ? h("span", { class: "index" }, String(key))
            : h("span", { class: "key" }, quoted(key)),
          " ",
        ];
  const type = h("span", { class: `type ${name.replace(/\W/g, "-")}` }, name);
  const children = childrenOf(data);
  if (children === undefined) {
    const shown = h("span", { class: "value" }, value);
    const more = note === undefined ? [] : [" ", h("span", { class: "note" }, note)];
    return h("li", {}, ...label, type, " ", shown, ...more);
  }
  const flask = isTop ? FLASK_KEYS : undefined;
  const items = children.flatMap(([childKey, child]) => {
    if (budget.rows < 0) return [];
    const item = row(childKey, child, budget);
    const meaning = typeof childKey === "string" ? flask?.get(childKey) : undefined;
    if (meaning) (item.querySelector("summary") ?? item).append(" ", meaningNote(meaning));
    return [item];
  });
  const count = h("span", { class: "note" }, value);
  if (items.length === 0) return h("li", {}, ...label, type, " ", count);
  const summary = h("summary", {}, ...label, type, " ", count);
  return h("li", {}, h("details", { open: "" }, summary, h("ul", {}, ...items)));
}

const meaningNote = (meaning: string): HTMLElement => h("span", { class: "note" }, meaning);

function childrenOf(data: Described): [string | number, Described][] | undefined {
  if (data.type === "dict") return data.members;
  if (data.type === "list" || data.type === "tuple") return data.items.map((item, i) => [i, item]);
  return undefined;
}

// The keys that Flask and its extensions keep in a session.
const FLASK_KEYS: ReadonlyMap<string, string> = new Map([
  ["_permanent", "session.permanent"],
  ["_flashes", "pending flash messages"],
  ["_user_id", "Flask-Login: who is logged in"],
  ["_fresh", "Flask-Login: logged in just now, not remembered"],
  ["_id", "Flask-Login: the browser, as session protection knows it"],
  ["csrf_token", "Flask-WTF: what CSRF tokens are compared with"],
]);
