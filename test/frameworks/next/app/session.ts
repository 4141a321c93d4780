import { session } from "dewar/next";
import { contractApplication } from "dewar/testing";
import { cookies, headers } from "next/headers";
import { NextResponse } from "next/server";
import { sessionsOfProcess } from "../../../contracts/sessions-of-process.ts";

export const { readSession, changeSession, withSession, sessionProxy } = session(
  sessionsOfProcess(contractApplication.options.session),
  { cookies, headers, NextResponse },
);

// Without a key, as where the build has no secrets. The build succeeds; a server in production does not.
session({ cookie: { name: "unset" } }, { cookies, headers, NextResponse });
