import { titleOf, tokens } from "../../../protections.ts";
import { withSession } from "../session";

export const GET = withSession((_request, session) => new Response(tokens.generateCsrf(session)));
export const POST = withSession(
  tokens.fetch(async (request: Request) => new Response(await titleOf(request))),
);
