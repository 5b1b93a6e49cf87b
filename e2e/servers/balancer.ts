import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { pipeline } from "node:stream";

export interface Balancer {
  stop(): Promise<void>;
}

/** Listens on a port of the loopback address and hands each connection to the next of the ports, as a load balancer would. */
export async function startBalancer(port: number, ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((socket) => {
    const target = connect(ports[turn++ % ports.length] ?? 0, "127.0.0.1");
    for (const one of [socket, target]) open.add(one.once("close", () => open.delete(one)));
    // A side that ends or breaks ends the other; the browser tries again.
    pipeline(socket, target, socket, () => {});
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    stop: async () => {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, "close");
    },
  };
}
