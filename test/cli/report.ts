/** What `doctor --json` prints. */
export interface Report {
  subject: string;
  seen: string;
  checked: string[];
  findings: { rule: string; level: string; what: string; why: string; fix: string }[];
  counts: Record<"error" | "warning" | "note", number>;
}

/** Levels and rules, in the order of the report. */
export const rulesOf = ({ findings }: Report): string[] =>
  findings.map(({ rule, level }) => `${level} ${rule}`);
