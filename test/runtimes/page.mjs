// The shell for a browser.
import { walk } from "./walk.mjs";

walk();
document.title = "walked";
