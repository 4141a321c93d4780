import type { Paint } from "../output.ts";
import { type Examination, type Finding, type Level, RULES } from "./rules.ts";

const LEVELS: readonly Level[] = ["error", "warning", "note"];
const STYLES = { error: "red", warning: "yellow", note: "cyan" } as const;

/** The most serious first. */
export const sorted = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));

export function reportJSON({ subject, seen, checked, findings }: Examination): unknown {
  const full = sorted(findings).map(({ rule, level, what, fix }) => ({
    rule,
    level,
    what,
    why: RULES[rule].why,
    fix,
  }));
  return { subject, seen, checked, findings: full, counts: counts(findings) };
}

export function reportText(
  { subject, seen, checked, findings }: Examination,
  paint: Paint,
): string {
  const blocks = sorted(findings).map(({ rule, level, what, fix }) =>
    [
      `${paint(["bold", STYLES[level]], level.padEnd(7))} ${what} ${paint("dim", `(${rule})`)}`,
      `  why   ${RULES[rule].why}`,
      `  fix   ${fix}`,
    ].join("\n"),
  );
  const broken = new Set(findings.map(({ rule }) => rule));
  const good = checked.filter((rule) => !broken.has(rule)).length;
  const found = Object.entries(counts(findings)).map(
    ([level, count]) => `${count} ${level}${count === 1 ? "" : "s"}`,
  );
  const total = `${good} of ${checked.length} checks found nothing. ${found.join(", ")}.`;
  return [`${paint("bold", subject)}\n${seen}`, ...blocks, total].join("\n\n");
}

function counts(findings: readonly Finding[]): Record<Level, number> {
  const count = (level: Level): number => findings.filter((each) => each.level === level).length;
  return { error: count("error"), warning: count("warning"), note: count("note") };
}
