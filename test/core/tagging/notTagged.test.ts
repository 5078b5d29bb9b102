import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summarize } from './tag.ts'

/** Topics, questions, conditions, norms, vows, effects, and denials and accusations of something else. */
const NOT_TAGGED = [
  '“It certainly is not legitimate for foreign governments and all kinds of donors to meddle in our election,” he said.',
  'The minister said it was unacceptable for any state to interfere in the vote.',
  'The results of the vote contradict reports that Belarus interfered in it.',
  'While neither confirming nor denying the allegations of meddling in the vote, the minister left.',
  'The House voted to subpoena documents about Russian interference in the election.',
  'Mueller was appointed to investigate Russian meddling in the 2016 election.',
  'Trump fired Comey, who was leading the probe into Russian interference in the election.',
  'The senator declined to say whether Russia interfered in the election.',
  'Officials have not said who was behind the hack of the election commission.',
  'Nobody has accused the minister of interfering with the vote.',
  'The candidate denied taking bribes during the campaign.',
  'Police denied entry to election observers.',
  'The court rejected a petition to annul the election.',
  'The president rejected calls to resign after the election.',
  'The election commission dismissed its spokesman on Friday.',
  'Voters rejected the proposal in a referendum.',
  'The party leader accused his rival of lying about taxes before the election.',
  'Biden accused Trump of being soft on Russia during the campaign.',
  'The minister said Russia would face consequences if it interfered in the election.',
  '"We will not allow anyone to meddle in our elections," the president said.',
  'Experts debate whether Russian meddling changed the outcome of the election.',
  'The bill would protect elections from foreign interference.',
  'NATO said it was concerned about disinformation ahead of the elections.',
  'Russia and China congratulated the winner of the election.',
  'Russia supports a negotiated settlement and hopes the election will be fair, Lavrov said.',
  'The EU said it funds civil society groups and election observers.',
  'The United States sent 200 observers to monitor the election.',
  'Moscow rejected the offer of talks before the election.',
  'The Kremlin denied that Putin was ill, days before the election.',
  'China denied responsibility for the pandemic as the U.S. election neared.',
  'Israel denied bombing the hospital.',
  'Polls influence voters, researchers say.',
  'The storm disrupted voting in three counties.',
  'Turnout could sway the election, analysts said.',
  'Inflation is hurting Democrats ahead of the midterm elections.',
  'Suburban women will decide the election, pollsters said.',
  'The economy could tip the election to Trump, analysts said.',
  'Biden said he wants Democrats to win the election.',
  'The campaign spent millions on ads to influence voters in Ohio.',
  'Johnson accused Corbyn of wanting to lose Brexit.',
  'What is Russia doing to influence the election?',
  'Should Russia interfere again, sanctions will follow, the senator said.',
  'There is no evidence that votes were changed.',
  '"I am not interested in the election," he said.',
  'Read more: Russia denies meddling in election',
  "Russia's economy shrank as the Kremlin denied it was in crisis before the vote.",
  'The minister denied the claims, saying he never met the woman.',
  'Facebook banned political ads before the election.',
  'Twitter said it would label false claims about the election.',
  'Trump claimed without evidence that the election was stolen.',
  "Georgia's secretary of state rejected claims of fraud in the presidential election.",
]

for (const text of NOT_TAGGED) {
  test(`nothing is tagged in: ${text}`, () => {
    assert.deepEqual(summarize(text), [])
  })
}
