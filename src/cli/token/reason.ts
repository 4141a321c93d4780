/** Why a signature does not match. */
export interface Diagnosis {
  readonly reason:
    | "wrong-key"
    | "wrong-salt"
    | "wrong-derivation"
    | "wrong-digest"
    | "tampered"
    | "truncated"
    | "malformed";
  readonly message: string;
  readonly fix: string;
}
