import { h, type VNode } from "vue";
import picture from "../../images/cookie.svg?raw";

/** The picture within the page rather than beside it, so that its colours follow the page's switch. */
export const CookiePicture = (): VNode =>
  h("figure", { class: "cookie-picture", innerHTML: picture });
