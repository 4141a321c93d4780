import type { Session } from "dewar";
import { createContext } from "react-router";

export const adminContext = createContext<Session>();
export const keylessContext = createContext<Session>();
export const unsetContext = createContext<Session>();
