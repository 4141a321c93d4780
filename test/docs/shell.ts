// Checks the commands of the documentation without running them: what they name must exist.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { STEPS } from "../../scripts/test/steps.mjs";
import { root, text } from "../house/source.ts";

// Programs that need no further look.
const PLAIN = ["cd", "curl", "echo", "export", "git", "mkdir", "openssl", "pip", ".venv/bin/pip"];
const NPM_VERBS = ["ci", "init", "pack", "install", "i"];

const { scripts, bin, dependencies, devDependencies } = JSON.parse(text("package.json")) as Record<
  string,
  Record<string, string> | undefined
>;
const packages = ["dewar", ...Object.keys({ ...dependencies, ...devDependencies })];

/** The commands of a block: no prompts, no comments, continued lines joined. */
export function commandsOf(code: string): string[] {
  return code
    .replace(/\\\n\s*/g, " ")
    .split(/\n|&&/)
    .map((line) =>
      line
        .replace(/^\s*\$ /, "")
        .replace(/(^|\s)#.*$/, "")
        .trim(),
    )
    .filter(Boolean);
}

/** What is wrong with one command, if anything. */
export function problemWith(command: string): string | undefined {
  const words = command.split(/\s+/);
  while (/^\w+=/.test(words[0] ?? "")) words.shift();
  const [program = "", ...args] = words;
  if (program === "" || PLAIN.includes(program)) return undefined;
  if (program === "npm") return npmProblem(args);
  if (program === "npx") return npxProblem(args.filter((arg) => !arg.startsWith("-")));
  const isRunner = ["node", "bash", "python3", ".venv/bin/python", "apt-get"].includes(program);
  if (!isRunner) return `no check for \`${program}\`: add it to test/docs/shell.ts`;
  const file = args.find((arg) => /\.\w+$/.test(arg) || arg.startsWith(".ci/"));
  return file && !existsSync(join(root, file)) ? `there is no file ${file}` : undefined;
}

function npmProblem([verb = "", ...args]: string[]): string | undefined {
  const script = verb === "run" ? args[0] : verb;
  if (verb === "test" && args[0] === "--") {
    const unknown = args.slice(1).filter((name) => !STEPS.some((step) => step.name === name));
    return unknown.length > 0 ? `npm test has no step ${unknown.join(", ")}` : undefined;
  }
  if (NPM_VERBS.includes(verb)) {
    const names = args.filter((arg) => !arg.startsWith("-") && !arg.startsWith("."));
    const unknown = names.filter((name) => !packages.includes(name.replace(/(?<=.)@.*$/, "")));
    return unknown.length > 0 ? `an unknown package ${unknown.join(", ")}` : undefined;
  }
  return scripts?.[script ?? ""] ? undefined : `package.json has no script ${script}`;
}

function npxProblem([name = ""]: string[]): string | undefined {
  if (name === "dewar") return bin ? undefined : "package.json has no bin";
  const installed = existsSync(join(root, "node_modules/.bin", name));
  return installed ? undefined : `node_modules/.bin has no ${name}`;
}
