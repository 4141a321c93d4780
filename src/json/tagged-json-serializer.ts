import { dumps, Tagged } from "./dumps.ts";
import { flatJSON } from "./flat-json.ts";
import { loads } from "./loads.ts";
import { own, setMember } from "./members.ts";
import {
  DICT_SLOT,
  type JSONTag,
  LIST_SLOT,
  tagBytes,
  tagDateTime,
  tagDict,
  tagMarkup,
  tagTuple,
  tagUUID,
} from "./tags.ts";

const isContainer = (value: unknown): value is object =>
  typeof value === "object" && value !== null;

/** Where a new tag goes. */
export interface RegisterOptions {
  /** Replace a tag of the same key. Default `false`: registering a key twice is an error. */
  force?: boolean;
  /** Position in {@link TaggedJSONSerializer.order}; tags that come first are asked first. Default: at the end. */
  index?: number;
}

/**
 * JSON with tags for types that JSON lacks: tuples, bytes, Markup, UUIDs, dates. It writes the same
 * bytes as Flask, and reads what Flask and its other ports write.
 *
 * Flask: `flask.json.tag.TaggedJSONSerializer`.
 *
 * @example
 * ```ts
 * import { TaggedJSONSerializer, Tuple } from "dewar";
 *
 * const serializer = new TaggedJSONSerializer();
 * serializer.dumps({ at: Tuple.of(1, 2) }); // {"at":{" t":[1,2]}}
 * ```
 */
export class TaggedJSONSerializer {
  /** The registered tags by key. Flask: `tags`. */
  readonly tags: Map<string, JSONTag> = new Map();
  /** The tags in the order they are asked when writing. Flask: `order`. */
  readonly order: JSONTag[] = [];
  #hasOnlyFlaskTags = true;

  constructor() {
    const isTag = (key: string): boolean => this.tags.has(key);
    this.#add(tagDict(isTag) as JSONTag);
    this.order.push(DICT_SLOT);
    this.#add(tagTuple as JSONTag);
    this.order.push(LIST_SLOT);
    for (const tag of [tagBytes, tagMarkup, tagUUID, tagDateTime]) this.#add(tag as JSONTag);
  }

  /**
   * Adds a tag for a type of your own. Do it once, at start-up, on both sides that share the session.
   *
   * @param tag - the tag
   * @param options - replace a tag of the same key; ask this one earlier
   * @throws {@link TypeError} if the key is taken and `force` is not set. Flask: `KeyError`.
   */
  register<T>(tag: JSONTag<T>, options: RegisterOptions = {}): void {
    const { force = false, index } = own(options);
    const taken = this.tags.get(tag.key);
    if (taken !== undefined) {
      if (!force)
        throw new TypeError(
          `Tag "${tag.key}" is registered already. Choose another key, or pass { force: true }.`,
        );
      this.order.splice(this.order.indexOf(taken), 1);
    }
    this.#hasOnlyFlaskTags = false;
    this.#add(tag as JSONTag, index);
  }

  #add(tag: JSONTag, index = this.order.length): void {
    this.tags.set(tag.key, tag);
    this.order.splice(index, 0, tag);
  }

  /**
   * Writes a value as Flask writes it: keys sorted, ASCII only, no spaces.
   *
   * @param value - what to write
   * @param label - the name of the value in errors. Default `"value"`.
   * @throws {@link JSONEncodeError} for a value of a type without a tag, with the path to it
   */
  dumps(value: unknown, label = "value"): string {
    const options = { sortKeys: true, separators: [",", ":"], tag: this.#tag, label } as const;
    return this.dumpsFlat(value) ?? dumps(value, options);
  }

  /**
   * Reads text that {@link dumps} or Flask wrote.
   *
   * @throws {@link JSONDecodeError} if the text is not JSON, or a tag has a value of the wrong type
   */
  loads(text: string): unknown {
    const value = loads(text);
    return isContainer(value) ? this.#untag(value) : value;
  }

  /** @internal For logs in JSON: the `toJSON` of a tag has another purpose, and would fail there. */
  toJSON(): object {
    return { tags: [...this.tags.keys()] };
  }

  /** @internal The text of an object of text, whole numbers, booleans and null; `undefined` for any other value. */
  dumpsFlat(value: unknown): string | undefined {
    return this.#hasOnlyFlaskTags ? flatJSON(value, this.tags) : undefined;
  }

  readonly #tag = (value: unknown): Tagged | undefined => {
    // Flask's own tags are for objects only.
    if (this.#hasOnlyFlaskTags && (typeof value !== "object" || value === null)) return undefined;
    const tag = this.order.find((each) => each.check(value));
    return tag?.key ? new Tagged(tag.key, tag.toJSON(value)) : undefined;
  };

  /** Converts children first. The result of a tag is not converted again. */
  #untag(container: object): unknown {
    if (Array.isArray(container))
      return container.map((item: unknown) => (isContainer(item) ? this.#untag(item) : item));
    const object = container as Record<string, unknown>;
    const keys = Object.keys(object);
    for (const key of keys) {
      const member = object[key];
      if (isContainer(member)) setMember(object, key, this.#untag(member));
    }
    const tag = keys.length === 1 ? this.tags.get(keys[0] as string) : undefined;
    return tag ? tag.fromJSON(object[keys[0] as string]) : object;
  }
}
