import { contractApplication } from "dewar/testing";

export default ({ status }, { url, context }) => {
  if (status === 404) return new Response("Sorry", { status });
  const visit = { url: url.pathname + url.search, session: context.session };
  return new Response(contractApplication.answerError(visit), { status: 500 });
};
