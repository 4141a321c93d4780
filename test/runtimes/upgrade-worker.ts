// WebSockets beside sessions, in workerd: its handshake takes headers.
import { session } from "dewar/fetch";

declare const WebSocketPair: new () => [
  client: object,
  server: {
    accept(): void;
    send(text: string): void;
    addEventListener(type: "message", listener: (event: { data: string }) => void): void;
  },
];

const withSession = session({ secretKey: "0123456789abcdef0123456789abcdef" });

export default {
  fetch: withSession((request, session) => {
    if (request.url.endsWith("/read")) session.get("visits");
    else session["visits"] = 1;
    const [client, server] = new WebSocketPair();
    server.accept();
    server.addEventListener("message", ({ data }) => server.send(`echo ${data}`));
    return new Response(null, { status: 101, webSocket: client } as ResponseInit);
  }),
};
