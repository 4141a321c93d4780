// The few numbers of this application.

/** How long the server accepts a cookie, and how long a browser keeps a permanent one. */
export const LIFETIME_DAYS = 7;

/** Names and messages live in the cookie, and browsers keep no cookie over 4096 bytes. */
export const NAME_LENGTH = 40;
export const TITLE_LENGTH = 200;
