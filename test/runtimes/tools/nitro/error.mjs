export default ({ status }) => new Response("Sorry", { status });
