// The sessions of this application, for pages, actions and the proxy.
import { session } from "dewar/next";
import { cookies, headers } from "next/headers";
import { NextResponse } from "next/server";

declare module "dewar" {
  interface SessionData {
    username: string;
    visits: number;
  }
}

export const { readSession, changeSession, sessionProxy } = session(
  { secretKey: process.env.SECRET_KEY, permanentSessionLifetime: { days: 7 } },
  { cookies, headers, NextResponse },
);
