// Packages without types of their own; what the tests call of them.
declare module "busboy" {
  import type { IncomingHttpHeaders } from "node:http";
  import type { Readable, Writable } from "node:stream";

  interface Form extends Writable {
    on(event: "file", listener: (name: string, file: Readable) => void): this;
    on(event: "close", listener: () => void): this;
  }
  export default function busboy(options: { headers: IncomingHttpHeaders }): Form;
}
declare module "multer" {
  import type { RequestHandler } from "express";

  interface Multer {
    any(): RequestHandler;
  }
  interface MulterModule {
    (options: { storage: object }): Multer;
    memoryStorage(): object;
  }
  const multer: MulterModule;
  export default multer;
}

declare module "archiver" {
  import type { Transform } from "node:stream";
  export class ZipArchive extends Transform {
    append(text: string, entry: { name: string }): this;
    finalize(): Promise<void>;
  }
}
