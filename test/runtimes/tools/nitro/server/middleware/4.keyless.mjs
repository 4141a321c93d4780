import { session } from "dewar/h3";
import { contractApplication } from "dewar/testing";

export default session(contractApplication.options.keyless, { property: "keyless" });
