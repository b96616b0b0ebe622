import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between the product and its database that can go silent, as networks do: without closing anything. */
export type SilentProxy = {
  readonly port: number;
  /** From now on the connections that there are, and those that come, stay open and carry nothing. */
  goSilent(): void;
  /** Carries connections that come from now on. Those that fell silent stay so. */
  carryNew(): void;
  close(): void;
};

/** Listens on a free port of this machine and carries connections to the given one. */
export async function startSilentProxy(to: { port: number; host: string }): Promise<SilentProxy> {
  const sockets = new Set<Socket>();
  let current = { carries: true };
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((inside) => {
    const line = current;
    keep(inside);
    if (!line.carries) return void inside.resume();
    const outside = connect(to.port, to.host);
    keep(outside);
    const carry = (from: Socket, other: Socket): void => {
      from.on('data', (bytes) => line.carries && other.write(bytes));
      from.on('close', () => line.carries && other.destroy());
    };
    carry(inside, outside);
    carry(outside, inside);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    goSilent() {
      current.carries = false;
      current = { carries: false };
    },
    carryNew() {
      current = { carries: true };
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
