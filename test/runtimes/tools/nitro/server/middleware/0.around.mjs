import { contractApplication } from "dewar/testing";

export default async (event, next) => {
  const value = await next();
  const { pathname, search } = event.url;
  for (const [name, text] of contractApplication.headersAround(pathname + search))
    event.res.headers.append(name, text);
  return value;
};
