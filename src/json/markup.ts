/**
 * Text that is already HTML, so a template must not escape it: Python's `markupsafe.Markup`. Never
 * build one from user input.
 *
 * Anything with an `__html__()` method is stored as Markup, as in Flask. `toHTML()` is the
 * protocol of Handlebars for the same.
 *
 * Flask: `flask.json.tag.TagMarkup`.
 *
 * @example
 * ```ts
 * import { Markup } from "dewar";
 *
 * const message = new Markup("Saved. <a href='/undo'>Undo</a>");
 * `${message}`; // the HTML
 * ```
 */
export class Markup {
  readonly #html: string;

  /** @param html - the HTML, trusted as it is */
  constructor(html: string) {
    this.#html = html;
  }

  /** The HTML. */
  toString(): string {
    return this.#html;
  }

  /** The HTML: the protocol of Handlebars. */
  toHTML(): string {
    return this.#html;
  }

  /** The HTML: the protocol of MarkupSafe and Jinja. */
  __html__(): string {
    return this.#html;
  }

  /** The HTML, for JSON outside sessions. */
  toJSON(): string {
    return this.#html;
  }
}
