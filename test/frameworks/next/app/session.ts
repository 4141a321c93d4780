import { session } from "dewar/next";
import { contractApplication } from "dewar/testing";
import { cookies, headers } from "next/headers";
import { NextResponse } from "next/server";

export const { readSession, changeSession, withSession, sessionProxy } = session(
  contractApplication.options.session,
  { cookies, headers, NextResponse },
);

// Without a key, as where the build has no secrets. The build succeeds; a server in production does not.
session({ cookie: { name: "unset" } }, { cookies, headers, NextResponse });
