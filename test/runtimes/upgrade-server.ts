// WebSockets beside sessions, on Bun and Deno: the path says what happens to the session.
import { SecureCookieSessionInterface, type Session } from "dewar";
import { type Answer, session } from "dewar/fetch";

interface Socket {
  send(text: string): void;
}

interface Runtimes {
  Bun?: {
    serve(options: {
      port: 0;
      hostname: string;
      fetch(request: Request, server: BunServer): Promise<Answer>;
      websocket: { message(socket: Socket, text: string): void };
    }): { port: number };
  };
  Deno?: {
    serve(
      options: { port: 0; hostname: string; onListen(address: { port: number }): void },
      handler: (request: Request) => Promise<Answer>,
    ): unknown;
    upgradeWebSocket(request: Request): {
      response: Response;
      socket: Socket & { onmessage: (event: { data: string }) => void };
    };
  };
}

interface BunServer {
  upgrade(request: Request, options: { headers: Headers }): boolean;
}

const { Bun, Deno } = globalThis as Runtimes;
const hostname = "127.0.0.1";
const listening = ({ port }: { port: number }): void => console.log(`listening on ${port}`);
const sessions = new SecureCookieSessionInterface({
  secretKey: "0123456789abcdef0123456789abcdef",
});

const withSession = session(sessions);

function touch(request: Request, session: Session): void {
  if (request.url.endsWith("/read")) session.get("visits");
  else session["visits"] = 1;
}

const onBun = withSession((request: Request, session, server: BunServer): Answer => {
  touch(request, session);
  const headers = new Headers();
  if (request.url.endsWith("/saved")) sessions.saveSession(session, headers);
  if (server.upgrade(request, { headers })) return undefined;
  return new Response("expected a WebSocket", { status: 426 });
});

const onDeno = withSession((request, session) => {
  touch(request, session);
  if (!Deno) throw new Error("expected Deno");
  const { socket, response } = Deno.upgradeWebSocket(request);
  socket.onmessage = ({ data }) => socket.send(`echo ${data}`);
  return response;
});

if (Bun) {
  const websocket = { message: (socket: Socket, text: string) => socket.send(`echo ${text}`) };
  listening(Bun.serve({ port: 0, hostname, fetch: onBun, websocket }));
} else Deno?.serve({ port: 0, hostname, onListen: listening }, onDeno);
