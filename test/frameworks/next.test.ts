import { runContract } from "../contracts/run-contract.ts";
import { startNext } from "./next-application.ts";
import { IN_THE_BROWSER } from "./next-browser.ts";
import { NEXT_CASES } from "./next-cases.ts";

const ITS_OWN =
  "Next makes the response to notFound() and to an error itself, and puts no cookie on it";

runContract("Next", startNext, [...NEXT_CASES, IN_THE_BROWSER], {
  "writing sets the cookie on a page that is not there": ITS_OWN,
  "writing sets the cookie on a thrown error": ITS_OWN,
  "a permanent session is refreshed by every answer, touched or not": ITS_OWN,
  "a cleared session is dropped by the browser, with the attributes it was set with": ITS_OWN,
});
