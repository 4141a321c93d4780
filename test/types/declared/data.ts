// One declaration, and every adapter's session has exactly these keys.
declare module "dewar" {
  interface SessionData {
    username: string;
    visits: number;
    cart: string[];
  }
}

export {};
