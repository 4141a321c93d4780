// Jinja templates for Express: Flask's own templates render unchanged.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Markup } from "dewar";
import { Environment } from "minijinja-js";

type Done = (error: unknown, html?: string) => void;
type Engine = (path: string, locals: object, done: Done) => void;

/** Reads every template of a folder; give the result to `app.engine("html", ...)`. */
export function jinja(folder: string): Engine {
  const environment = new Environment();
  environment.enablePyCompat();
  for (const file of readdirSync(folder)) {
    environment.addTemplate(file, readFileSync(join(folder, file), "utf8"));
  }
  return (path, locals, done) => {
    // Leave out what Express adds for its own use.
    const { settings, cache, _locals, ...context } = locals as Record<string, unknown>;
    let html: string;
    try {
      html = render(environment, basename(path), context);
    } catch (error) {
      return done(error);
    }
    done(null, html);
  };
}

function render(environment: Environment, name: string, context: object): string {
  const failures: unknown[] = [];
  const markups = new Map<string, string>();

  /** A value as the templates see it. */
  function forJinja(value: unknown): unknown {
    if (typeof value === "function") return guarded(value as (...args: unknown[]) => unknown);
    if (value instanceof Markup) return reserved(String(value));
    if (Array.isArray(value)) return value.map(forJinja);
    if (value === null || typeof value !== "object") return value;
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return String(value);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, forJinja(item)]));
  }

  // An error thrown into WebAssembly breaks the environment for good, so it is thrown afterwards.
  function guarded(call: (...args: unknown[]) => unknown) {
    return (...args: unknown[]) => {
      try {
        return forJinja(call(...args));
      } catch (error) {
        failures.push(error);
        return null;
      }
    };
  }

  // Nothing that crosses into WebAssembly can say that it is HTML already. So a Markup value
  // goes in as a name that nobody can guess, and that name is replaced in the finished page.
  function reserved(html: string): string {
    const name = `markup-${crypto.randomUUID()}`;
    markups.set(name, html);
    return name;
  }

  const page = environment.renderTemplate(name, forJinja(context));
  if (failures.length > 0) throw failures[0];
  return page.replace(/markup-[0-9a-f-]{36}/g, (name) => markups.get(name) ?? name);
}
