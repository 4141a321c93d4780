"use server";

import { redirect } from "next/navigation";
import { changeSession } from "./session";

export async function login(form: FormData): Promise<void> {
  const username = `${form.get("username") ?? ""}`.trim();
  await changeSession((session) => {
    if (username === "") return session.flash("Name cannot be empty", "error");
    session.clear();
    session.username = username;
    session.permanent = form.has("remember");
    session.flash(`Hello, ${username}!`, "success");
  });
  redirect("/");
}

export async function logout(): Promise<void> {
  await changeSession((session) => session.clear());
  redirect("/");
}
