// What a visitor sees of a page: its heading, its messages, its text, its forms.
import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

export interface Form {
  action: string;
  multipart: boolean;
  /** What is submitted without anybody typing. */
  hidden: [name: string, value: string][];
  /** What the button says. */
  button: string;
}

export interface Page {
  heading: string;
  /** Flashed messages: category and text. */
  messages: [category: string, text: string][];
  paragraphs: string[];
  forms: Form[];
}

function* elementsOf(node: Node): Generator<Element> {
  if ("tagName" in node) yield node;
  if ("childNodes" in node) for (const child of node.childNodes) yield* elementsOf(child);
}

const named = (node: Node, name: string): Element[] =>
  [...elementsOf(node)].filter(({ tagName }) => tagName === name);

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((attr) => attr.name === name)?.value;

function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

function formOf(form: Element): Form {
  const inputs = named(form, "input").filter((input) => attribute(input, "type") === "hidden");
  return {
    action: attribute(form, "action") ?? "",
    multipart: attribute(form, "enctype") === "multipart/form-data",
    hidden: inputs.map((input) => [
      attribute(input, "name") ?? "",
      attribute(input, "value") ?? "",
    ]),
    button: named(form, "button").map(textOf).join(),
  };
}

/** Reads a page as the examples write it. */
export function readPage(html: string): Page {
  // Comments have no place in what is seen; React and Svelte write many.
  const [main] = named(parse(html), "main");
  if (main === undefined) throw new Error(`expected a page with <main>, got:\n${html}`);
  const paragraphs = named(main, "p");
  const isMessage = (paragraph: Element) => attribute(paragraph, "role") === "status";
  return {
    heading: named(main, "h1").map(textOf).join(),
    messages: paragraphs
      .filter(isMessage)
      .map((message) => [attribute(message, "class") ?? "", textOf(message).trim()]),
    paragraphs: paragraphs.filter((paragraph) => !isMessage(paragraph)).map(textOf),
    forms: named(main, "form").map(formOf),
  };
}
