import { sessionContext } from "dewar/react-router";
import { titleOf, tokens } from "../../protections.ts";
import type { Route } from "./+types/csrf";

export const loader = ({ context }: Route.LoaderArgs) =>
  new Response(tokens.generateCsrf(context.get(sessionContext)));
export const action = async ({ request }: Route.ActionArgs) => new Response(await titleOf(request));
