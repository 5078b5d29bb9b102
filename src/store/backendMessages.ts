const HEADER_BYTES = 5

/** One message from PostgreSQL: its type letter, and the whole of it with its header. */
export interface BackendMessage {
  readonly type: string
  readonly bytes: Buffer
  /** What follows the header. */
  readonly body: Buffer
}

/**
 * Splits what PostgreSQL answered into its messages.
 *
 * @param answer Whole messages only.
 * @returns In order; nothing for an empty answer.
 * @throws Never.
 * @see https://www.postgresql.org/docs/18/protocol-message-formats.html
 */
export function* backendMessages(answer: Buffer): Generator<BackendMessage> {
  for (let start = 0; start + HEADER_BYTES <= answer.length; ) {
    const end = start + 1 + answer.readInt32BE(start + 1)
    const bytes = answer.subarray(start, end)
    yield { type: String.fromCharCode(answer[start] ?? 0), bytes, body: bytes.subarray(HEADER_BYTES) }
    start = end
  }
}
