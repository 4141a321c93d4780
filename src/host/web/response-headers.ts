import type { HeadersLike } from "../../http/index.ts";
import { copyOf } from "./copy-response.ts";

/**
 * The headers of a response, for additions. Changes go into a copy: the response belongs to the code
 * that made it, and may go to another visitor as well.
 */
export class ResponseHeaders implements HeadersLike {
  response: Response;
  /** Set-Cookie could not be added: the response is immutable. */
  lostCookie = false;
  #isCopy = false;

  constructor(response: Response) {
    this.response = response;
  }

  get(name: string): string | null {
    return this.response.headers.get(name);
  }

  getSetCookie(): string[] {
    return this.response.headers.getSetCookie();
  }

  set(name: string, value: string): void {
    this.#change("set", name, value);
  }

  append(name: string, value: string): void {
    if (!this.#change("append", name, value)) this.lostCookie = true;
  }

  #change(how: "set" | "append", name: string, value: string): boolean {
    if (!this.#isCopy && canBeCopied(this.response)) {
      this.response = copyOf(this.response);
      this.#isCopy = true;
    }
    try {
      this.response.headers[how](name, value);
      return true;
    } catch (error) {
      // An immutable upgrade, or headers that no response can have.
      if (this.#isCopy) throw error;
      return false;
    }
  }
}

/**
 * Whether a response can be copied. An accepted upgrade must stay the object that the runtime made for
 * this request. A network error has status 0.
 */
export const canBeCopied = ({ status }: Response): boolean => status >= 200 && status <= 599;
