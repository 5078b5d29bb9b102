import type { Database } from './schema.ts'

/**
 * Takes numbers for lines of the change log. To be called last in a transaction: the counter's lock makes writers wait for each
 * other from here to the commit.
 *
 * @returns The first of `count` numbers in a row.
 */
export async function takeSequences(tx: Database, count: number): Promise<number> {
  const { last } = await tx
    .updateTable('change_counter')
    .set((row) => ({ last: row('last', '+', String(count)) }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return Number(last) - count + 1
}
