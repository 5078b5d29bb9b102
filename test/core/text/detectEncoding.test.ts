import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeFeed } from '../../../src/core/feed/decodeFeed.ts'
import { detectEncoding } from '../../../src/core/text/detectEncoding.ts'
import { encode } from '../article/encode.ts'

const RUSSIAN = 'Центральная избирательная комиссия заявила, что вмешательства в выборы не было'
const UKRAINIAN = 'Виборча комісія заявила, що втручання у вибори не було, а спостерігачі чекають підсумків'
const GREEK = 'Η εκλογική επιτροπή ανακοίνωσε ότι δεν υπήρξε ξένη παρέμβαση στις εκλογές'
const JAPANESE = '選挙管理委員会は、外国からの干渉はなかったと発表した。'

const undeclared = [
  ['windows-1251', RUSSIAN],
  ['koi8-r', RUSSIAN],
  ['iso-8859-5', RUSSIAN],
  ['ibm866', RUSSIAN],
  ['windows-1251', UKRAINIAN],
  ['koi8-u', UKRAINIAN],
  ['windows-1253', GREEK],
  ['windows-1255', 'ועדת הבחירות הודיעה כי לא הייתה התערבות זרה בבחירות וכי התלונות נבדקות'],
  ['windows-1256', 'أعلنت لجنة الانتخابات أنه لم يكن هناك تدخل أجنبي في الانتخابات الرئاسية'],
  ['windows-874', 'คณะกรรมการการเลือกตั้ง แถลงว่า ไม่พบการแทรกแซง จากต่างชาติ ในการเลือกตั้ง ครั้งนี้'],
  ['gb18030', '选举委员会表示，没有发现外国干预选举的迹象。'],
  ['big5', '選舉委員會表示，沒有發現外國干預選舉的跡象，他們說這是不可以的'],
  ['shift_jis', JAPANESE],
  ['euc-jp', JAPANESE],
  ['euc-kr', '선거관리위원회는 외국의 선거 개입은 없었다고 밝혔다.'],
  [
    'windows-1252',
    'La commission a déclaré que l’ingérence étrangère n’a pas été constatée là où les élections ont été organisées',
  ],
  [
    'windows-1252',
    'Die Wahlkommission erklärte, für die Wähler ändere sich nichts; ausländische Einmischung gebe es nicht',
  ],
  ['windows-1252', 'Valgkommissionen oplyste, at der ikke var indblanding; på Færøerne gælder særlige regler'],
] as const

for (const [encoding, text] of undeclared) {
  test(`detectEncoding() tells ${encoding} by its letters: ${text.slice(0, 20)}`, () => {
    const bytes = encode(text, encoding)
    assert.equal(new TextDecoder(detectEncoding(bytes, undefined)).decode(bytes), text)
  })
}

for (const [language, encoding, text] of [
  ['tr', 'windows-1254', 'Kurul, dışarıdan müdahale iddiasını reddetti'],
  ['pl', 'iso-8859-2', 'Komisja oświadczyła, że nie było ingerencji'],
  ['cs', 'windows-1250', 'Komise uvedla, že k zásahům do voleb nedošlo'],
  ['el', 'iso-8859-7', 'Όχι'],
  ['zh', 'big5', '選舉委員會表示，沒有發現外國干預選舉的跡象，他們說這是不可以的'],
  ['ru', 'koi8-r', RUSSIAN],
] as const) {
  test(`detectEncoding() knows ${encoding} where the language is ${language}`, () => {
    const bytes = encode(text, encoding)
    assert.equal(new TextDecoder(detectEncoding(bytes, language)).decode(bytes), text)
  })
}

test('decodeFeed() reads a feed that declares its language but no encoding', () => {
  for (const declared of ['<language>pl</language>', '<dc:language>pl-PL</dc:language>']) {
    const xml = `<rss version="2.0"><channel>${declared}<title>Oświadczyła, że</title></channel></rss>`
    const decoded = decodeFeed(encode(xml, 'iso-8859-2'))
    assert.match(decoded.text, /Oświadczyła, że/)
    assert.deepEqual(decoded.flags, ['charset_guessed'])
  }
  const atom = '<feed xml:lang="tr"><title>iddiasını</title></feed>'
  assert.match(decodeFeed(encode(atom, 'windows-1254')).text, /iddiasını/)
})

test('decodeFeed() takes the language of one entry for nothing but that entry’s', () => {
  const xml = '<rss><channel><item><dc:language>pl</dc:language><title>für Wähler</title></item></channel></rss>'
  assert.match(decodeFeed(encode(xml, 'windows-1252')).text, /für Wähler/)
})
