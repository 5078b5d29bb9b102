import type { Selectable } from 'kysely'
import type { Outlet } from '../domain/outlet.ts'
import type { Database, Schema } from './schema.ts'

/** Copies the configured outlets into the store; an outlet that left the list stays, as its articles do. */
export async function upsertOutlets(database: Database, outlets: readonly Outlet[]): Promise<void> {
  if (outlets.length === 0) return
  await database
    .insertInto('outlet')
    .values(
      outlets.map((outlet) => ({
        id: outlet.id,
        name: outlet.name,
        homepage: outlet.homepage,
        country: outlet.country ?? null,
        labels: JSON.stringify(outlet.labels),
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        name: row.ref('excluded.name'),
        homepage: row.ref('excluded.homepage'),
        country: row.ref('excluded.country'),
        labels: row.ref('excluded.labels'),
      })),
    )
    .execute()
}

/** @returns Every outlet, by name. */
export async function listOutlets(database: Database): Promise<Outlet[]> {
  const rows = await database.selectFrom('outlet').selectAll().orderBy('name').execute()
  return rows.map(toOutlet)
}

/** @throws When there is none of this id: articles refer to outlets, so that would be a bug. */
export async function loadOutlet(database: Database, outletId: string): Promise<Outlet> {
  return toOutlet(await database.selectFrom('outlet').where('id', '=', outletId).selectAll().executeTakeFirstOrThrow())
}

function toOutlet({ country, ...row }: Selectable<Schema['outlet']>): Outlet {
  return country === null ? row : { ...row, country }
}
