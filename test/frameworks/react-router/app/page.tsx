// A page with a component, whose loader flashes and whose action redirects.
import { sessionContext } from "dewar/react-router";
import { redirect } from "react-router";
import type { Route } from "./+types/page";

export function loader({ context }: Route.LoaderArgs) {
  return { messages: context.get(sessionContext).getFlashedMessages() };
}

export function action({ context }: Route.ActionArgs) {
  context.get(sessionContext).flash("Saved");
  throw redirect("/");
}

export default function Page({ loaderData }: Route.ComponentProps) {
  return <p>{loaderData.messages.join(", ") || "nothing"}</p>;
}
