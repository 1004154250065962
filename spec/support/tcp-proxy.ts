import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A proxy to a local server that can delay or block traffic. */
export interface TcpProxy {
  readonly port: number;
  /** Holds back all traffic from now on, as a broken network does. Connections stay open. */
  cut(): void;
  /** Delivers the traffic that was held back. */
  mend(): void;
  close(): Promise<void>;
}

/** Starts a proxy that delays traffic by `delay` milliseconds in both directions. */
export async function startTcpProxy(target: number, delay = 0): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const kept: (() => void)[] = [];
  let isCut = false;

  const deliver = (action: () => void): void => {
    if (isCut) kept.push(action);
    else action();
  };
  const pipe = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.setNoDelay();
    const later = (action: () => void): void => {
      setTimeout(deliver, delay, action);
    };
    from.on("data", (data) => {
      later(() => to.write(data));
    });
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      later(() => to.destroy());
    });
  };

  const server = createServer((socket) => {
    const onward = connect(target, "127.0.0.1");
    pipe(socket, onward);
    pipe(onward, socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true;
    },
    mend: () => {
      isCut = false;
      for (const action of kept.splice(0)) action();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
