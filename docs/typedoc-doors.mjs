// Teaches typedoc two things about this package: a module is called as it is imported
// ("dewar/express", not "adapters/express"), and a doc comment may name what another door exports.
import { Converter, ReflectionKind } from "typedoc";
import { doors } from "./typedoc.mjs";

const MDN = "https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/";

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    if (!reflection.kindOf(ReflectionKind.Module)) return;
    const file = context.getSymbolFromReflection(reflection)?.declarations?.[0]?.getSourceFile();
    reflection.name = doors.get(file?.fileName ?? "") ?? reflection.name;
  });

  app.converter.addUnknownSymbolResolver((reference, from, link) => {
    if (link === undefined) return undefined; // A type, of the language or of a framework.
    const name = reference.symbolReference?.path?.[0]?.path ?? "";
    const found = from.project.children
      ?.flatMap((module) => module.children ?? [])
      .find((each) => each.name === name && !each.kindOf(ReflectionKind.Reference));
    if (found) return { target: found, caption: name };
    return name in globalThis ? `${MDN}${name}` : undefined;
  });
}
