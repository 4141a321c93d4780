import { h, type VNode } from "vue";
import picture from "../../images/cookie.svg?raw";
import parts from "../../images/cookie-parts.svg?raw";

// Within the page rather than beside it, so that their colours follow the page's switch.
const inPage = (svg: string) => (): VNode =>
  h("figure", { class: "cookie-picture", innerHTML: svg });

/** The parts of a cookie and how each is made, for the page about the format. */
export const CookiePicture = inPage(picture);
/** The parts of a cookie at a glance, for the first page. The README has the same file. */
export const CookieParts = inPage(parts);
