/** The exit codes of the process; docs/cli.md lists them. */
export const EXIT = {
  /** Done; verified; nothing found. */
  ok: 0,
  /** The answer is no: not verified, expired, unreadable, something found. */
  no: 1,
  /** The command line is wrong or lacks something: an argument, a key. */
  usage: 2,
  /** Something outside failed: the network, a file. */
  unavailable: 3,
  /** A bug in dewar itself (sysexits.h: EX_SOFTWARE). */
  internal: 70,
} as const;

type Exit = (typeof EXIT)[keyof typeof EXIT];

/** A command cannot do its work. */
export class CommandError extends Error {
  override name = "CommandError";
  /** Stable name of the error, for programs. */
  readonly code: string;
  /** What to do about it. */
  readonly fix: string;
  readonly exit: Exit;

  constructor(code: string, message: string, fix: string, exit: Exit = EXIT.usage) {
    super(message);
    this.code = code;
    this.fix = fix;
    this.exit = exit;
  }
}
