import type { APIRoute } from "astro";
import { titleOf } from "../../../protections.ts";

export const GET: APIRoute = ({ locals }) => new Response(locals.csrf_token());
export const POST: APIRoute = async ({ request }) => new Response(await titleOf(request));
