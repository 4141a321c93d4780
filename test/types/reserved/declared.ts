// A name of the API cannot be declared as data: it would never be reachable as a property.
// Such data is still there, through session.get("get").
import { SecureCookieSessionInterface } from "dewar";

// @ts-expect-error a method
new SecureCookieSessionInterface<{ get: string }>({ secretKey: "key" });
// @ts-expect-error a property
new SecureCookieSessionInterface<{ permanent: boolean; username: string }>({ secretKey: "key" });
// @ts-expect-error a method
new SecureCookieSessionInterface<{ flash: string }>({ secretKey: "key" });
