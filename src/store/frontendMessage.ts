/**
 * Builds one message from a client to PostgreSQL.
 *
 * @param type The message's letter, such as `Q`; empty for the startup message, which has none.
 * @param body What follows the length.
 * @returns The message with its length, which counts itself but not the letter.
 * @throws Never.
 * @see https://www.postgresql.org/docs/18/protocol-message-formats.html
 */
export function frontendMessage(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(type.length + 4)
  header.write(type, 'latin1')
  header.writeInt32BE(body.length + 4, type.length)
  return Buffer.concat([header, body])
}
