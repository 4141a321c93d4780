import { CommandError, EXIT } from "../exit.ts";

type Reason = readonly [codes: RegExp, why: string, fix: string];

const START = "Start the application, and check host and port.";
const NOT_HTTP = "Check that the port is that of the application, and http or https.";

/** Explanations, by the code of the error from Node's fetch, or by its message if it has no code. */
const REASONS: readonly Reason[] = [
  [
    /^bad port$/,
    "fetch and browsers block this port",
    "Let the application listen on another port: the fetch standard lists those that are blocked (9, 6000, ...).",
  ],
  [/^ECONNREFUSED$/, "the connection was refused, nothing listens there", START],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "its name cannot be resolved", "Check the spelling of the host."],
  [
    /^(TimeoutError|ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/,
    "no answer in time",
    "Check that the application answers, or give it longer with --timeout.",
  ],
  [/^(EHOSTUNREACH|ENETUNREACH|EACCES|EPERM)$/, "there is no way to it from here", START],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_UNTRUSTED)$/,
    "its certificate is not signed by an authority that Node knows",
    "If the authority is your own, name its certificate: NODE_EXTRA_CA_CERTS=ca.pem dewar doctor ...; otherwise let the server send the whole chain.",
  ],
  [
    /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    "its certificate is out of date",
    "Renew the certificate, and check this machine's clock.",
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    "its certificate is for another host",
    "Use the host's name that is in the certificate.",
  ],
  [
    /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/,
    "it does not speak TLS",
    "Begin the address with http://, or name the port of https.",
  ],
  [
    /^(ERR_SSL_\w+|EPROTO|CERT_\w+)$/,
    "the TLS handshake failed",
    "Let the server offer TLS 1.2 or 1.3 and a valid certificate.",
  ],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    "it closed the connection without a whole answer",
    NOT_HTTP,
  ],
  [
    /^UND_ERR_HEADERS_OVERFLOW$/,
    "its headers are larger than 16 KB",
    "Send fewer or smaller cookies: servers and proxies refuse headers of that size.",
  ],
  [/^(HPE_\w+|ERR_ASSERTION)$/, "its answer is not HTTP/1.1", NOT_HTTP],
];

/** Why a page could not be loaded, in words. */
export function unreachable(url: URL, error: unknown): CommandError {
  const reason = reasonOf(error);
  const known = REASONS.find(([codes]) => codes.test(reason));
  const [, why, fix] = known ?? [undefined, "the request failed", START];
  // The code helps to search the web. Other text of the error is not shown, because it may hold a header.
  const code = /^[A-Z][A-Z0-9_]+$/.test(reason) ? ` (${reason})` : "";
  return new CommandError(
    "ERR_UNREACHABLE",
    `${url.origin} cannot be reached: ${why}${code}.`,
    fix,
    EXIT.unavailable,
  );
}

/** fetch itself says only "fetch failed"; its cause says what happened. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (error.name === "TimeoutError") return error.name;
  const { code, message } = (error.cause ?? {}) as { code?: unknown; message?: unknown };
  return String(code ?? message ?? "");
}
