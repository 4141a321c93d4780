// Both protections, for the paths of the applications that are about them; the contract's pass.
import { crossOriginProtection, csrf } from "dewar/csrf";

const pathOf = (own: { url?: URL | string; request?: Request }): string =>
  new URL(own.url ?? own.request?.url ?? "").pathname;

export const options = {
  secretKey: "key-of-the-frameworks-csrf-b41c7e",
  exempt: (own: object): boolean => pathOf(own) !== "/csrf",
};
export const tokens = csrf(options);
export const sameOrigin = crossOriginProtection({
  exempt: (own: object) => pathOf(own) !== "/cross",
});

/** What the form of a request says, which the check has read before. */
export const titleOf = async (request: Request): Promise<string> =>
  `${(await request.formData()).get("title")}`;
