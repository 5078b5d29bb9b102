import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createRawServer, type Server, type Socket } from 'node:net'

export interface Served extends AsyncDisposable {
  readonly url: string
  readonly port: number
}

/** Serves HTTP on loopback until disposed. */
export function serve(handle: RequestListener): Promise<Served> {
  const server = createServer(handle)
  server.on('connection', (socket) => socket.on('error', ignore))
  return listen(server)
}

/** Serves HTTPS on loopback until disposed. */
export async function serveTls(certificate: { cert: string; key: string }, handle: RequestListener): Promise<Served> {
  const server = createTlsServer(certificate, handle)
  server.on('tlsClientError', ignore)
  return await listen(server, 'https')
}

/** Serves raw bytes: `handle` gets a connection once its request has come. */
export function serveRaw(handle: (socket: Socket) => void): Promise<Served> {
  const server = createRawServer((socket) => {
    socket.on('error', ignore)
    socket.once('data', () => handle(socket))
  })
  return listen(server)
}

// Clients hang up on hostile servers: that is what is tested.
function ignore(): undefined {
  return undefined
}

/** Lets any server listen on loopback until disposed. */
export async function listen(server: Server, scheme = 'http'): Promise<Served> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
