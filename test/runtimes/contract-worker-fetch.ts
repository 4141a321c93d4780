// The contract's application on dewar/fetch in workerd, without any flag.
import { fetchApplication } from "../contracts/fetch-application.ts";

export default { fetch: fetchApplication() };
