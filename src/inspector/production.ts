/**
 * The inspector was loaded although NODE_ENV is "production". It is a tool for development: on a real
 * site, anyone who can reach the page could try keys under the site's name.
 */
export class InspectorInProductionError extends Error {
  override name = "InspectorInProductionError";
  /** Stable name of the error, for programs. */
  readonly code: string = "ERR_INSPECTOR_IN_PRODUCTION";
  constructor() {
    super(
      'dewar/inspector expected a development environment, got NODE_ENV "production". Import it only ' +
        'there: if (process.env.NODE_ENV !== "production") app.use("/__dewar", ' +
        '(await import("dewar/inspector")).inspector());',
    );
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws {@link InspectorInProductionError} in production */
export function refuseInProduction(): void {
  const { process } = globalThis as { process?: { env?: Environment } };
  if (process?.env?.["NODE_ENV"] === "production") throw new InspectorInProductionError();
}
