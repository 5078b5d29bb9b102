const GIVEN = [
  'Orvel',
  'Tesni',
  'Yaruk',
  'Məlik',
  'Anneliz',
  'Kwabla',
  'Jóska',
  'Ilze',
  'Bohdar',
  'Noémie',
  'Tāne',
  'Rūta',
  'Jean-Baptisto',
  'Abd el-Karimo',
  'Đỗ Minh',
  'J. R.',
  'Mary Annet',
]
const FAMILY = [
  'Quartey-Bosse',
  'Vashkun',
  "O'Drisceal",
  'Østervang',
  'Tamirzade',
  'Mbelani',
  'Çelikbaş',
  'Rakotovahy',
  'Pellworth',
  'Szydłewski',
  'Nakamoru',
  'Ferreirinha',
  'van der Hoeck',
  'Lindqvester',
  'Abubakri',
  'Đurđevac',
  'al-Maskuri',
  "D'Sozena",
  'MacGilvane',
  'de la Cruzeta',
  'Nguyễn-Thắng',
  'Ó Faoláin',
  'Bint Rashidat',
]

/** A person that nobody knows. */
export interface InventedPerson {
  readonly full: string
  /** As later sentences name the person. */
  readonly short: string
}

/**
 * Invents the person with that number: names of many languages, with letters, marks and particles that English lacks.
 *
 * @param number From 0; after some two hundred the names come again.
 */
export function inventPerson(number: number): InventedPerson {
  const given = GIVEN[(number * 5) % GIVEN.length]!
  const family = FAMILY[(number * 7 + Math.floor(number / GIVEN.length)) % FAMILY.length]!
  return { full: `${given} ${family}`, short: family.charAt(0).toUpperCase() + family.slice(1) }
}
