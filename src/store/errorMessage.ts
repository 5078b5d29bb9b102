import { cleanMessage } from '../domain/error.ts'
import { frontendMessage } from './frontendMessage.ts'

/**
 * Builds the message with which a server refuses a connection before it closes it.
 *
 * @param sqlState Five characters, such as `08P01` for a broken protocol.
 * @param message One line.
 * @returns An ErrorResponse of severity FATAL.
 * @throws Never.
 * @see https://www.postgresql.org/docs/18/protocol-error-fields.html
 */
export function errorMessage(sqlState: string, message: string): Buffer {
  const fields = [`SFATAL`, `VFATAL`, `C${sqlState}`, `M${cleanMessage(message)}`]
  return frontendMessage('E', Buffer.from(`${fields.join('\0')}\0\0`))
}
