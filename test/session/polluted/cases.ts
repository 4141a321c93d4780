// What another package, or a visitor through one, may leave on `Object.prototype`.
// It loads nothing of dewar, which shall be loaded later than this.
export const NOW = 1_700_000_000;
export const KEY = "2b7e151628aed2a6abf7158809cf4f3c";
/** The attacker's, who can sign with it whatever pleases. */
export const MALLORY_KEY = "mallory-has-a-key-1c0ffee5eed5-too";

const admin = () => ({ username: "admin" });

/** The cookies that visitors send, each with its data, the time it was signed, and other options of its sessions. */
export const COOKIES = {
  alice: [{ username: "alice", role: "user" }, NOW, {}],
  permanent: [{ _permanent: true, username: "alice" }, NOW, {}],
  flashed: [{ _flashes: [["message", "Saved"]] }, NOW, {}],
  future: [{ username: "alice" }, NOW + 60, {}],
  old: [{ username: "alice" }, NOW - 32 * 86_400, {}],
  // None of these is signed as the sessions are.
  "of another key": [admin(), NOW, { secretKey: MALLORY_KEY }],
  "of another digest": [admin(), NOW, { digestMethod: "sha256" }],
  "of another salt": [admin(), NOW, { salt: "evil" }],
  "of another derivation": [admin(), NOW, { keyDerivation: "none" }],
} as const satisfies Record<string, [data: object, signed: number, options: object]>;

export type Cookies = Readonly<Record<keyof typeof COOKIES, string>>;

/** The payload of `{"username":"admin"}`, for a server that signs what it is given. */
const PAYLOAD = Buffer.from('{"username":"admin"}').toString("base64url");
const nothing = (): void => {};
const thrower = (): never => {
  throw new Error("called");
};
/** What is polluted, by the name of the case: members of options. */
export const OPTIONS: Readonly<Record<string, object>> = {
  secretKey: { secretKey: MALLORY_KEY },
  secretKeyFallbacks: { secretKeyFallbacks: [MALLORY_KEY] },
  permanentSessionLifetime: { permanentSessionLifetime: 5 },
  clockSkewSeconds: { clockSkewSeconds: 1e9 },
  salt: { salt: "evil" },
  keyDerivation: { keyDerivation: "none" },
  digestMethodFallbacks: { digestMethodFallbacks: ["sha256"] },
  allowWeakKey: { allowWeakKey: true },
  name: { name: "evil" },
  domain: { domain: "evil.example" },
  path: { path: "/evil" },
  httpOnly: { httpOnly: false },
  secure: { secure: true },
  sameSite: { sameSite: "Strict" },
  partitioned: { partitioned: true },
};

/** Options that the attacker did not try, and members of what modules hand to each other. */
export const OTHERS: Readonly<Record<string, object>> = {
  role: { role: "admin" },
  username: { username: "admin" },
  _permanent: { _permanent: true },
  _flashes: { _flashes: [["message", "Send your password"]] },
  data: { data: admin() },
  "data and payload": { data: admin(), payload: PAYLOAD },
  "data, payload, text, status and timestamp": {
    ...{ data: admin(), payload: PAYLOAD, text: '{"username":"admin"}' },
    ...{ status: "valid", timestamp: NOW },
  },
  keepFlashes: { keepFlashes: true },
  isCutOff: { isCutOff: () => true },
  replace: { replace: nothing },
  request: { request: admin() },
  refreshEachRequest: { refreshEachRequest: false },
  cookie: { cookie: { name: "evil" } },
  digestMethod: { digestMethod: "sha256" },
  digestMethods: { digestMethod: "sha256", digestMethodFallbacks: ["sha256"] },
  serializer: { serializer: { dumps: () => '{"username":"admin"}', loads: admin } },
  onReject: { onReject: thrower },
  onDuplicate: { onDuplicate: thrower },
  onError: { onError: thrower },
  clock: { clock: () => 0 },
  maxAge: { maxAge: 1e12 },
  returnTimestamp: { returnTimestamp: true },
  signerOptions: { signerOptions: { keyDerivation: "none" } },
  fallbackSigners: { fallbackSigners: [{ keyDerivation: "none" }] },
  sep: { sep: "!" },
  algorithm: { algorithm: { withKey: () => ({ sign: () => "signed", verify: () => true }) } },
  withCategories: { withCategories: true },
  categoryFilter: { categoryFilter: ["nothing"] },
  key: { key: MALLORY_KEY },
  signedBefore: { signedBefore: new Date(8.64e15) },
  days: { days: 999 },
  members: { members: { username: "admin" }, prototype: { username: "admin" } },
  FLASK_SECRET_KEY: { FLASK_SECRET_KEY: MALLORY_KEY },
  index: { index: 0, force: true },
};

/** Runs with members on `Object.prototype`, which are gone afterwards whatever happens. */
export function polluted<T>(members: object, run: () => T): T {
  Object.assign(Object.prototype, members);
  try {
    return run();
  } finally {
    for (const name of Object.keys(members)) Reflect.deleteProperty(Object.prototype, name);
  }
}
