import { configFromEnv } from "../../policy/index.ts";

/** The lines that a shell runs before it sets the new key. */
export interface Lines {
  readonly flask: readonly string[];
  readonly own: readonly string[];
  readonly ownTitle: string;
}

/** A planned rotation: nobody else has the old key. */
export const PLANNED_NOTES: readonly string[] = [
  "dewar re-signs a visitor's cookie with the new key when it next reads it. Flask does so when the session is next written, and on every response for a permanent session.",
  "Flask-Login's remember_token and Flask-WTF's open forms do not use fallbacks: they end with the rotation.",
  "If someone else may have the old key, use --leaked instead: a session forged with it would be re-signed with the new key, and would outlive the old one.",
];

/** A rotation after a leak: someone else has the old key. */
export const LEAKED_NOTES: readonly string[] = [
  "Do not keep the old key as a fallback, in dewar or in Flask's SECRET_KEY_FALLBACKS. Both would accept a session forged with it and re-sign it with the new key (dewar when it is read; Flask when it is written, and on every response for a permanent session). It would then outlive the old key.",
  "The other fallbacks go too: they were stored next to the key that leaked.",
  "Everything else signed with the old key ends as well: Flask-Login's remember_token, Flask-WTF's open forms, password reset links. All of it could be forged.",
  "Until the last process has restarted, forged sessions still work there.",
];

/** After a leak no old key stays. */
export const LEAKED_LINES: Lines = {
  flask: ["unset FLASK_SECRET_KEY_FALLBACKS"],
  own: ["unset OLD_SECRET_KEY"],
  ownTitle: "Or with variables of your own, without secretKeyFallbacks:",
};

/**
 * Lines for a shell whose variables still hold the old key, so that the key is moved without being
 * printed. The newest fallback comes last and is tried first.
 */
export function plannedLines(env: NodeJS.ProcessEnv): Lines {
  const { FLASK_SECRET_KEY: old = "" } = env;
  const { secretKey = old, secretKeyFallbacks } = configFromEnv(env);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
  const before = secretKeyFallbacks?.length ? "${FLASK_SECRET_KEY_FALLBACKS%]}," : "[";
  const element =
    secretKey !== old
      ? // JSON text already: Flask reads JSON where it is JSON.
        "$FLASK_SECRET_KEY"
      : /["\\]/.test(old)
        ? "$(node -p 'JSON.stringify(process.env.FLASK_SECRET_KEY)')"
        : '\\"$FLASK_SECRET_KEY\\"';
  return {
    flask: [`export FLASK_SECRET_KEY_FALLBACKS="${before}${element}]"`],
    own: [`export OLD_SECRET_KEY="$SECRET_KEY"`],
    ownTitle:
      "Or with variables of your own, and secretKeyFallbacks: [process.env.OLD_SECRET_KEY]:",
  };
}
