export const POST = () => new Response("passed");
