import { session } from "dewar/next";
import { contractApplication } from "dewar/testing";
import { cookies, headers } from "next/headers";
import { NextResponse } from "next/server";

export const { readSession, changeSession, withSession, sessionProxy } = session(
  contractApplication.options.session,
  { cookies, headers, NextResponse },
);
