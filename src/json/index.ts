/** Python's JSON and Flask's tagged JSON. @module */
export { type DumpsOptions, dumps } from "./dumps.ts";
export { JSONDecodeError, JSONEncodeError } from "./errors.ts";
export { loads } from "./loads.ts";
export { Markup } from "./markup.ts";
export { memberNames } from "./member-names.ts";
export { memberTexts } from "./members.ts";
export { own } from "./own.ts";
export { quote } from "./quote.ts";
export { isBytes, isDate } from "./realm.ts";
export { setMember } from "./set-member.ts";
export { sortByCodePoint } from "./sort.ts";
export { ESCAPE, ESCAPE_SUFFIX, type JSONTag } from "./tag.ts";
export { type RegisterOptions, TaggedJSONSerializer } from "./tagged-json-serializer.ts";
export { Tuple } from "./tuple.ts";
export { UUID } from "./uuid.ts";
