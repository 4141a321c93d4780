import { type Command, Option } from "commander";
import { answering, type CommonOptions, command, integer } from "./command.ts";
import { examineEnvironment } from "./doctor/environment.ts";
import { reportJSON, reportText } from "./doctor/report.ts";
import type { Examination } from "./doctor/rules.ts";
import { toSarif } from "./doctor/sarif.ts";
import { examineWebsite, readUrl } from "./doctor/website.ts";
import { CommandError, EXIT } from "./exit.ts";
import { version } from "./version.ts";

interface DoctorOptions extends CommonOptions {
  env?: true;
  name?: string;
  cookie?: string;
  data?: string;
  timeout: number;
  format: "text" | "json" | "sarif";
}

export const doctor = (): Command =>
  command(
    "doctor",
    "Examine the session cookie of a running application, or its environment variables. " +
      "Each finding says what was found, why it matters and how to fix it. The exit code is 1 if there are errors or warnings.",
    [
      ["doctor http://127.0.0.1:5000/", "a page that sets the session"],
      ["doctor --data username=alice http://127.0.0.1:5000/login", "a form that sets the session"],
      ["doctor --env", "SECRET_KEY and the FLASK_ variables"],
      ["doctor --format sarif https://example.com/ > dewar.sarif", "for code scanning"],
    ],
  )
    .argument("[url]", "a page of the application")
    .option("--env", "examine the environment instead of a page")
    .option("--name <cookie>", "the session cookie's name (default: whichever is a session)")
    .option(
      "--cookie <header>",
      "send this Cookie header, such as that of a visitor who is logged in",
    )
    .option("--data <form>", "post this form, such as username=alice&remember=1")
    .option("--timeout <seconds>", "how long to wait for each response", integer(1, 600), 10)
    .addOption(
      new Option("--format <name>", "how to print the report")
        .choices(["text", "json", "sarif"])
        .default("text"),
    )
    .action(
      answering(async (url: string | undefined, options: DoctorOptions) => {
        const examination = await examine(url, options);
        const serious = examination.findings.some(({ level }) => level !== "note");
        const asText: Record<DoctorOptions["format"], () => string> = {
          text: () => "",
          json: () => JSON.stringify(reportJSON(examination), null, 2),
          sarif: () => JSON.stringify(toSarif(examination, version), null, 2),
        };
        return {
          json: reportJSON(examination),
          text: (paint) => asText[options.format]() || reportText(examination, paint),
          exit: serious ? EXIT.no : EXIT.ok,
        };
      }),
    );

async function examine(url: string | undefined, options: DoctorOptions): Promise<Examination> {
  if (options.env && url === undefined) return examineEnvironment(process.env);
  if (url !== undefined && !options.env)
    return examineWebsite(readUrl(url), { ...options, timeoutSeconds: options.timeout });
  throw new CommandError(
    "ERR_USAGE",
    "Expected either an address or --env.",
    "dewar doctor http://127.0.0.1:5000/, or dewar doctor --env.",
  );
}
