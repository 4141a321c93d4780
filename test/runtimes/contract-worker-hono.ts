// The contract's application on Hono in workerd, with dewar/context.
import { session } from "dewar/context";
import { honoApplication } from "../contracts/hono-application.ts";

export default { fetch: honoApplication(session).fetch };
