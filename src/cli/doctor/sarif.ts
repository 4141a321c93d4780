import { sorted } from "./report.ts";
import { type Examination, RULES } from "./rules.ts";

const HOMEPAGE = "https://www.npmjs.com/package/dewar";

/** The examination in SARIF 2.1.0 (OASIS), which code hosts and editors display. */
export function toSarif({ subject, seen, findings }: Examination, version: string): unknown {
  const ids = Object.keys(RULES) as (keyof typeof RULES)[];
  const rules = ids.map((id) => ({
    id,
    shortDescription: { text: RULES[id].about },
    fullDescription: { text: RULES[id].why },
  }));
  const isUrl = URL.canParse(subject);
  // The environment is not a file, so it is a logical location.
  const location = isUrl
    ? { physicalLocation: { artifactLocation: { uri: subject } } }
    : { logicalLocations: [{ name: subject, kind: "resource" }] };
  return {
    $schema:
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "dewar doctor", version, informationUri: HOMEPAGE, rules } },
        invocations: [{ executionSuccessful: true, properties: { seen } }],
        results: sorted(findings).map(({ rule, level, what, fix }) => ({
          ruleId: rule,
          ruleIndex: ids.indexOf(rule),
          level,
          message: { text: `${what} ${RULES[rule].why} ${fix}` },
          locations: [location],
          partialFingerprints: { rule: `${rule}/${level}` },
        })),
      },
    ],
  };
}
