// VitePress' own theme in the tutorial's colours and fonts; nothing is loaded from elsewhere.
import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { CookiePicture } from "./cookie-picture.ts";
import "./style.css";

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => app.component("CookiePicture", CookiePicture),
} satisfies Theme;
