import { once } from 'node:events'
import net from 'node:net'

/** A relay in front of a server that can be cut, as if the server had gone away. */
export interface TcpProxy {
  /** The server's address, by way of the relay. */
  readonly url: string
  /** Drops every connection and refuses new ones. */
  cut(): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
}

/** @param url Of the server behind the relay. */
export async function openTcpProxy(url: string): Promise<TcpProxy> {
  const target = new URL(url)
  const sockets = new Set<net.Socket>()
  const keep = (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A cut is meant to break them.
    socket.on('error', () => socket.destroy())
  }
  const accept = (client: net.Socket) => {
    const server = net.connect(Number(target.port), target.hostname)
    keep(client)
    keep(server)
    client.pipe(server).pipe(client)
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
  }
  const listen = async (port: number) => {
    const relay = net.createServer(accept).listen(port, '127.0.0.1')
    await once(relay, 'listening')
    return relay
  }

  let relay = await listen(0)
  const { port } = relay.address() as net.AddressInfo
  const cut = async () => {
    if (!relay.listening) return
    const closed = once(relay, 'close')
    relay.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const proxied = new URL(url)
  proxied.hostname = '127.0.0.1'
  proxied.port = String(port)
  return {
    url: proxied.href,
    cut,
    async mend() {
      relay = await listen(port)
    },
    close: cut,
  }
}
