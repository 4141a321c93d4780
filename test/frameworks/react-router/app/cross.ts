export const action = () => new Response("passed");
