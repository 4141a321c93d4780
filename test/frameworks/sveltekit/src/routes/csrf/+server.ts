import { titleOf } from "../../../../protections.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = ({ locals }) => new Response(locals.csrf_token());
export const POST: RequestHandler = async ({ request }) => new Response(await titleOf(request));
