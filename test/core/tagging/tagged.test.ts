import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize } from './tag.ts'

const TAGGED: readonly (readonly [text: string, ...mentions: string[]])[] = [
  [
    'U.S. intelligence agencies have concluded that Russia interfered in the 2016 presidential election to help Donald Trump.',
    'claim by U.S. intelligence against Russia',
  ],
  ['Putin has repeatedly denied that Russia meddled in the election.', 'denial by Vladimir Putin against Russia'],
  ['The Kremlin has dismissed the accusations as "baseless" ahead of the vote.', 'denial by Kremlin against Russia'],
  [
    'WikiLeaks founder Julian Assange denied that the Russian government was the source of the leaked emails published during the campaign.',
    'denial by Julian Assange against Russia',
  ],
  [
    'Russian Foreign Minister Sergey Lavrov said there was no evidence that Russia interfered in the U.S. election.',
    'denial by Sergey Lavrov against Russia',
  ],
  [
    'The special counsel charged 12 Russian intelligence officers with hacking Democrats during the 2016 election.',
    'claim by special counsel against Russia',
  ],
  [
    'The indictment alleges that the Internet Research Agency spent millions to sow discord in the election.',
    'claim by indictment against Internet Research Agency',
  ],
  [
    'Facebook said it had removed 30 accounts linked to Iran that were trying to influence the vote.',
    'claim by Meta against Iran',
  ],
  [
    'Microsoft said hackers linked to Russia had targeted the campaign of candidates ahead of the midterm elections.',
    'claim by Microsoft against Russia',
  ],
  [
    'Beijing rejected claims by Canberra that it had meddled in Australian elections, calling them "groundless".',
    'denial by China against China',
  ],
  [
    "China's foreign ministry spokesman Geng Shuang told reporters that China has never interfered in the internal affairs of other countries.",
    'denial by Geng Shuang against China',
  ],
  [
    'Trudeau said China tried to interfere in the last two Canadian elections, but that the results were not affected.',
    'claim by Justin Trudeau against China',
  ],
  [
    'The Chinese Embassy in Ottawa said the accusations of election interference were "purely baseless and defamatory".',
    'denial by China against China',
  ],
  [
    'Sandu accused Russia of spending 100 million euros to buy votes before the referendum.',
    'claim by Maia Sandu against Russia',
  ],
  ['Moscow denies interfering in the Moldovan election.', 'denial by Russia against Russia'],
  [
    'Kremlin spokesman Dmitry Peskov on Monday "resolutely" rejected the accusations of election interference.',
    'denial by Dmitry Peskov against Russia',
  ],
  [
    'Georgian President Salome Zourabichvili said the country had been a victim of a Russian special operation in the parliamentary vote.',
    'claim by Salome Zourabichvili against Russia',
  ],
  [
    "Taiwan's president warned that China was using disinformation to sway the island's presidential election.",
    "claim by Taiwan's president against China",
  ],
  [
    'Taiwan has accused China of seeking to influence the election through military and economic pressure, charges Beijing denies.',
    'claim by Taiwan against China',
    'denial by China against China',
  ],
  [
    'French officials blamed Russian media for spreading false rumours about Macron ahead of the election.',
    'claim by French officials against Russian media',
  ],
  [
    "The head of Germany's domestic intelligence agency said Russia could try to influence the Bundestag election.",
    "claim by head of Germany's domestic intelligence agency against Russia",
  ],
  [
    "Merkel warned that Russia might try to interfere in next year's election.",
    'claim by Angela Merkel against Russia',
  ],
  [
    'German authorities accused Moscow of being behind cyber attacks on political parties before the vote.',
    'claim by German authorities against Russia',
  ],
  [
    'Russia has denied any involvement in the plot against Montenegro before the election.',
    'denial by Russia against Russia',
  ],
  [
    'The opposition accused the government of using state resources to influence the election.',
    'claim by opposition against government',
  ],
  [
    "Odinga said hackers had broken into the election commission's servers to manipulate the results.",
    'claim by Raila Odinga against hackers',
  ],
  ['The electoral commission rejected the claims of vote rigging.', 'denial by electoral commission against nobody'],
  [
    'Venezuelan President Nicolás Maduro accused the United States of trying to sabotage the election.',
    'claim by Nicolas Maduro against United States',
  ],
  ["Iran on Thursday rejected U.S. allegations that it had hacked Trump's campaign.", 'denial by Iran against Iran'],
  [
    '"Such allegations are unsubstantiated and devoid of any standing," Iran\'s mission to the United Nations said of the election hacking claim.',
    'denial by Iran against Iran',
  ],
  [
    "Trump's campaign said it had been hacked and blamed Iran for the attack on the election campaign.",
    "claim by Trump's campaign against Iran",
  ],
  [
    'Erdogan accused Germany of interfering in the Turkish referendum.',
    'claim by Recep Tayyip Erdogan against Germany',
  ],
  [
    '"Russia is not interfering in anyone\'s elections," Maria Zakharova said in a briefing.',
    'denial by Maria Zakharova against Russia',
  ],
  [
    "Ukraine's Poroshenko accused Russia of planning to disrupt the presidential election with cyber attacks.",
    'claim by Petro Poroshenko against Russia',
  ],
  [
    'The Russian embassy in Washington called the election meddling claims "unfounded speculation".',
    'denial by Russia against Russia',
  ],
  [
    'Lawmakers said there was ample evidence that Russia meddled in the Brexit referendum.',
    'claim by Lawmakers against Russia',
  ],
  ['Farage dismissed reports that Russian money funded the Brexit campaign.', 'denial by Nigel Farage against Russia'],
  [
    "Ecuador's president accused Venezuela of funding protests before the election.",
    "claim by Ecuador's president against Venezuela",
  ],
  ['An investigation into Russian interference in the election continues.'],
  ['The Senate will hold hearings on Russian election interference next week.'],
  ['The U.S. imposed sanctions on Russia over election meddling.'],
  [
    'Russia was accused by the United States of interfering in the election, an allegation it denies.',
    'claim by United States against Russia',
    'denial by Russia against Russia',
  ],
  [
    'FBI Director Christopher Wray said Russia continues to try to influence U.S. elections, primarily through what he called malign foreign influence.',
    'claim by Christopher Wray against Russia',
  ],
  [
    'Obama said he told Putin to cut it out and stop meddling in the election.',
    'claim by Barack Obama against Vladimir Putin',
  ],
  [
    '"They meddled with our elections," Senator Lindsey Graham said of the Russians.',
    'claim by Lindsey Graham against Russia',
  ],
  [
    'A Kremlin spokesman said Russia had nothing to do with the hacking of Democratic emails during the election.',
    'denial by Kremlin spokesman against Russia',
  ],
  [
    'It is "utter nonsense" that Russia meddled in the election, Putin said.',
    'denial by Vladimir Putin against Russia',
  ],
  [
    'Putin said Russia has never interfered in the internal affairs of the United States, including the election.',
    'denial by Vladimir Putin against Russia',
  ],
  [
    "Washington has denied the allegation of meddling in Pakistan's election.",
    'denial by United States against United States',
  ],
  ['Rwanda said Burundi was interfering in its election.', 'claim by Rwanda against Burundi'],
  ['Georgescu denied that Russia was behind his campaign.', 'denial by Calin Georgescu against Russia'],
  [
    'Elon Musk was accused by German politicians of interfering in the election campaign.',
    'claim by German politicians against Elon Musk',
  ],
  ['Scholz accused Musk of trying to influence the German election.', 'claim by Olaf Scholz against Elon Musk'],
]

for (const [text, ...mentions] of TAGGED) {
  test(`is tagged as it should be: ${text}`, () => {
    assert.deepEqual(summarize(text), mentions)
  })
}
