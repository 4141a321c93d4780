// A server component shows what it reads, and what happens when it writes.
import { changeSession, readSession } from "../session";

const failure = (write: () => void): string => {
  try {
    write();
    return "nothing";
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
};

export default async function Page() {
  const session = await readSession();
  const writable = session as unknown as Record<string, string[]> & { permanent: boolean };
  const shown = {
    data: Object.fromEntries(session),
    messages: session.getFlashedMessages({ withCategories: true }),
    again: session.getFlashedMessages(),
    status: session.status,
    failures: [
      failure(() => {
        writable["username"] = [];
      }),
      failure(() => {
        delete writable["username"];
      }),
      failure(() => {
        writable.permanent = true;
      }),
      failure(() => {
        writable["cart"]?.push("bottle");
      }),
      failure(() => {
        (session.clear as unknown as () => void)();
      }),
    ],
    change: await changeSession((late) => {
      late["username"] = "late";
    }).catch((error: Error) => error.message),
  };
  return <pre>{JSON.stringify(shown)}</pre>;
}
