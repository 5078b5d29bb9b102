const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'])

// PostgreSQL: connection lost, server shutting down or starting, too many connections, disk full, conflicts between
// transactions. https://www.postgresql.org/docs/current/errcodes-appendix.html
const SQL_STATES = /^(08...|57P0[1-5]|53...|40001|40P01)$/

const MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|connection is closed/i

/** Tells a failure of the store itself, which passes, from one that the input caused, which does not. */
export function isStoreAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && (SOCKET_CODES.has(code) || SQL_STATES.test(code))) return true
  return MESSAGES.test(error.message)
}
