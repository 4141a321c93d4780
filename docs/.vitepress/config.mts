import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type DefaultTheme, defineConfig } from "vitepress";
import { doors } from "../typedoc.mjs";

/** The pages of a group, in the order a person needs them. */
function group(text: string, pages: Record<string, string>, collapsed = false) {
  const items = Object.entries(pages)
    .filter(([link]) => link.startsWith("/api/") || isPage(link))
    .map(([link, title]) => ({ text: title, link }));
  return { text, collapsed, items };
}

function isPage(link: string): boolean {
  const file = `../${link.endsWith("/") ? `${link}index` : link}.md`;
  return existsSync(new URL(file.replace("//", "/"), import.meta.url));
}

const reference = Object.fromEntries(
  [...doors.values()].map((door) => [`/api/${door.replace("/", ".")}`, door]),
);

const decisions = Object.fromEntries(
  readdirSync(new URL("../decisions", import.meta.url))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(`../decisions/${file}`, import.meta.url), "utf8");
      const title = text.split("\n", 1)[0]?.replace(/^# /, "").replaceAll("`", "") ?? file;
      return [`/decisions/${file.replace(/\.md$/, "")}`, title];
    }),
);

const sidebar: DefaultTheme.SidebarItem[] = [
  group("Start", {
    "/": "What this is",
    "/tutorial": "Tutorial",
    "/session": "The session",
    "/flash": "Flash messages",
    "/configuration": "Configuration",
  }),
  group("Your framework", {
    "/adapters/": "All adapters",
    "/adapters/express": "Express",
    "/adapters/fastify": "Fastify",
    "/adapters/koa": "Koa",
    "/adapters/hono": "Hono",
    "/adapters/nestjs": "NestJS",
    "/adapters/next": "Next",
    "/adapters/react-router": "React Router and Remix",
    "/adapters/sveltekit": "SvelteKit",
    "/adapters/astro": "Astro",
    "/adapters/h3": "h3 and Nitro",
    "/adapters/elysia": "Elysia",
    "/adapters/fetch": "Bun, Deno, Workers",
    "/adapters/node": "node:http",
    "/adapters/none": "Without an adapter",
    "/adapters/write-an-adapter": "Write an adapter",
  }),
  group("Also", {
    "/context": "The request context",
    "/passport": "Passport",
    "/stores": "Which place for sessions",
    "/csrf": "CSRF",
    "/websockets": "WebSockets",
    "/tokens": "Signed tokens",
    "/testing": "Testing",
    "/errors": "Errors and warnings",
  }),
  group("With Flask", {
    "/sharing": "Sharing a session",
    "/rotation": "Key rotation",
    "/differences": "Differences",
    "/wire-format": "The wire format",
  }),
  group("In production", {
    "/deployment": "Deployment checklist",
    "/serverless": "Serverless",
    "/security": "Security",
    "/owasp": "OWASP, point by point",
    "/performance": "Performance",
    "/cli": "Command line",
    "/inspector": "Inspector",
    "/limits": "What dewar does not do",
  }),
  group("Coming from", {
    "/from/express-session": "express-session",
    "/from/cookie-session": "cookie-session",
    "/from/iron-session": "iron-session",
    "/from/connect-flash": "connect-flash",
  }),
  group("API reference", { "/api/": "Overview", ...reference }, true),
  group("Decisions", decisions, true),
];

export default defineConfig({
  title: "dewar",
  description: "Flask's sessions for TypeScript",
  lang: "en",
  head: [["link", { rel: "icon", href: "/flask.svg", type: "image/svg+xml" }]],
  cleanUrls: false,
  lastUpdated: false,
  srcExclude: ["**/README.md"],
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    // SECURITY.md stands in a page here, and its links start from the repository's root.
    config: (md) => {
      // Vue would take {{ }} in a sentence for its own.
      md.core.ruler.push("plain-code", ({ tokens }) => {
        for (const token of tokens.flatMap(({ children }) => children ?? []))
          if (token.type === "code_inline") token.attrSet("v-pre", "");
      });
      const open = md.renderer.rules["link_open"];
      md.renderer.rules["link_open"] = (tokens, index, ...rest) => {
        const token = tokens[index];
        const href = token?.attrGet("href");
        if (href?.startsWith("docs/")) token?.attrSet("href", `./${href.slice("docs/".length)}`);
        return open?.(tokens, index, ...rest) ?? "";
      };
    },
  },
  themeConfig: {
    logo: "/flask.svg",
    search: { provider: "local" },
    notFound: {
      title: "This page does not exist",
      quote: "It may have moved. The search finds it by its words.",
      linkText: "To the start",
    },
    nav: [
      { text: "Tutorial", link: "/tutorial" },
      { text: "Adapters", link: "/adapters/" },
      { text: "Configuration", link: "/configuration" },
      { text: "API", link: "/api/" },
    ],
    sidebar,
    outline: { level: [2, 3] },
  },
});
