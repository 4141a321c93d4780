// VitePress' own theme in the tutorial's colours and fonts; nothing is loaded from elsewhere.
import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { h } from "vue";
import { CookieParts, CookiePicture } from "./cookie-picture.ts";
import "./style.css";

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { "home-hero-image": () => h(CookieParts) }),
  enhanceApp: ({ app }) => app.component("CookiePicture", CookiePicture),
} satisfies Theme;
