import { SecureCookieSessionInterface } from "dewar";

/** The sessions of the applications, to look into from the test. */
export const sessions = new SecureCookieSessionInterface({
  secretKey: "key-of-the-passport-tests-0a9f3c",
});
