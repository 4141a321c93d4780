// What these packages have no types for: middleware, as node:http knows it.
type Middleware = (req: never, res: never, next: never) => void;

declare module "compression" {
  export default function compression(options?: { threshold?: number }): Middleware;
}

declare module "polka" {
  interface Polka {
    use(...middleware: Middleware[]): Polka;
    handler(req: unknown, res: unknown): void;
  }
  export default function polka(options?: object): Polka;
}

declare module "lodash.merge" {
  export default function merge(target: object, source: object): object;
}
