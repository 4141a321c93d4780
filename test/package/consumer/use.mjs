import { SecureCookieSessionInterface } from "dewar";

const sessions = new SecureCookieSessionInterface({ secretKey: "0123456789abcdef".repeat(4) });
const value = sessions.signingSerializer.dumps({ username: "alice" });
const session = sessions.openSession(`session=${value}`);
console.log(session.status, session.username);
