/** Python's JSON and Flask's tagged JSON. @module */
export { type DumpsOptions, dumps } from "./dumps.ts";
export { JSONDecodeError, JSONEncodeError } from "./errors.ts";
export { loads } from "./loads.ts";
export { memberNames, memberTexts, own, setMember } from "./members.ts";
export { quote, sortByCodePoint } from "./python-text.ts";
export { TaggedJSONSerializer } from "./tagged-json-serializer.ts";
export { ESCAPE, ESCAPE_SUFFIX, type JSONTag } from "./tags.ts";
export { isBytes, isDate, Markup, Tuple, UUID } from "./types.ts";
