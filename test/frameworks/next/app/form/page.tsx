import { redirect } from "next/navigation";
import { changeSession, readSession } from "../session";

async function stay(): Promise<void> {
  "use server";
  await changeSession((session) => {
    session["username"] = "alice";
  });
  // What was changed is there at once, also for another change.
  await changeSession((session) => session.flash(`Hello, ${session["username"]}`));
}

async function leave(): Promise<void> {
  "use server";
  await changeSession((session) => {
    session.flash("Bye");
    redirect("/shown?take");
  });
}

export default async function Page() {
  const session = await readSession();
  return (
    <main>
      <h1>{JSON.stringify(Object.fromEntries(session))}</h1>
      <form action={stay}>
        <button type="submit">Stay</button>
      </form>
      <form action={leave}>
        <button type="submit">Leave</button>
      </form>
    </main>
  );
}
