import { describe } from "vitest";
import { WAITING_ADAPTERS } from "./subjects.ts";
import { slowStoreCases } from "./suite.ts";

describe.each(Object.entries(WAITING_ADAPTERS))("%s", (_name, start) => slowStoreCases(start));
