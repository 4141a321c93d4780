import { runContract } from "../contracts/run-contract.ts";
import { refusedWithoutKey, startWith } from "./applications.ts";
import { CSRF_CASES } from "./csrf-cases.ts";
import { NEXT, startNext } from "./next-application.ts";
import { IN_THE_BROWSER } from "./next-browser.ts";
import { NEXT_CASES } from "./next-cases.ts";
import { runStoreCases } from "./store-cases.ts";

const ITS_OWN =
  "Next makes the response to notFound() and to an error itself, and puts no cookie on it";
const NO_PLACE = "a handler gets its session as an argument, so there is no place to assign to";
const NO_PAGE = "Next answers an error of a route handler itself, with no page of the application";

const IMPOSSIBLE = {
  "writing sets the cookie on a page that is not there": ITS_OWN,
  "writing sets the cookie on a thrown error": ITS_OWN,
  "a permanent session is refreshed by every answer, touched or not": ITS_OWN,
  "a cleared session is dropped by the browser, with the attributes it was set with": ITS_OWN,
  "the error page of the application shows messages after a save that failed": NO_PAGE,
  "the error page of the application can clear the session that could not be saved": NO_PAGE,
  "null clears the session where it is assigned: a logout of other libraries": NO_PLACE,
  "an object replaces the data of the session where it is assigned": NO_PLACE,
  "anything else throws where it is assigned, and changes nothing": NO_PLACE,
};

runContract(
  "Next",
  startNext,
  [...NEXT_CASES, ...CSRF_CASES, IN_THE_BROWSER, refusedWithoutKey(NEXT, "at a visit")],
  IMPOSSIBLE,
);

runContract(
  "Next, with sessions that are waited for",
  () => startWith("waiting", NEXT),
  NEXT_CASES,
  IMPOSSIBLE,
);

runStoreCases("Next", () => startWith("told", NEXT));
