/** What is known about the lines of a page that are not its article: `config/extraction.json`, `config/blockModel.json`. */
export interface ExtractionRules {
  readonly version: string
  /** Regular expressions over the `class` and `id` words around a line that is no sentence, those of the article's own lines left out. */
  readonly boilerplateNames: readonly string[]
  /** The same for boxes beside the article, under which sentences go too: author boxes, captions. */
  readonly boxNames: readonly string[]
  /** Regular expressions over a whole line, without regard to case: what they match is dropped. */
  readonly boilerplateLines: readonly string[]
  /** How lines begin that lead to another piece; dropped when a colon, a link or nothing follows. */
  readonly relatedLeads: readonly string[]
  /** Headings after which short and linked lines are about something else. */
  readonly endLines: readonly string[]
  /** Lines that say that the rest has to be paid for. */
  readonly paywallLines: readonly string[]
  /** Lines of pages that only say that there is nothing to read: errors, consent, missing scripts. */
  readonly emptyPageLines: readonly string[]
  /** Words that stand for "live" in the titles of live blogs. */
  readonly liveBlogTitles: readonly string[]
  /** How the time above a post of a live blog begins. */
  readonly liveBlogTimes: readonly string[]
  /** Regular expressions over the `class`, `id` and `itemprop` words of single elements. */
  readonly markNames: Readonly<Record<MarkName, readonly string[]>>
  /** The same over those of all elements around a block: inputs of the block model, which has to be trained again when they change. */
  readonly featureNames: Readonly<Record<NamedFeature, readonly string[]>>
  /** Regular expressions over words, inputs of the block model too: who speaks to the reader, and who asks for something. */
  readonly featureWords: Readonly<Record<'address' | 'appeal', readonly string[]>>
  /** Names of meta elements, lower case, best first. */
  readonly metaKeys: Readonly<Record<MetaKey, readonly string[]>>
  /** Regular expressions: what stands before the names in a byline, and what is no name. */
  readonly bylineLeads: readonly string[]
  readonly notAuthors: readonly string[]
  readonly thresholds: ExtractionThresholds
  readonly blockModel: BlockModel
}

/** Elements that hold a date, a byline or the standfirst; parts that a click opens; dialogs over the page. */
export type MarkName = 'date' | 'published' | 'modified' | 'byline' | 'summary' | 'folded' | 'dialog'

export type MetaKey =
  | 'title'
  | 'summary'
  | 'authors'
  | 'published'
  | 'modified'
  | 'language'
  | 'siteName'
  | 'section'
  | 'image'

/** Where a line or a page begins to be something else. Lengths are UTF-16 code units; shares and scores are 0 to 1. */
export interface ExtractionThresholds {
  /** A sentence among its siblings is not dropped for being short, unless the model's score is below this. */
  readonly siblingScore: number
  /** The same for sentences below the last block that the model is sure of. */
  readonly tailScore: number
  /** The standfirst, when it is called so: its least score and length, and how many blocks above the text it may stand. */
  readonly summaryScore: number
  readonly minSummaryLength: number
  readonly summaryDistance: number
  /** Longer lines are never taken for the heading of something else, for boilerplate, for a lead elsewhere, for a byline. */
  readonly maxEndLength: number
  readonly maxLineLength: number
  readonly maxLeadLength: number
  readonly maxBylineLength: number
  /** Words in a byline beside names and dates. */
  readonly maxBylineWords: number
  /** Shorter lines are an aside where the names around them say so. */
  readonly asideLength: number
  /** From this share of linked text on a line leads elsewhere, or is nothing but a link. */
  readonly linkedShare: number
  readonly wholeLinkShare: number
  /** So many lines in a row that are nothing but links are a list of other pieces. */
  readonly minLinkRun: number
  /** A longer text is no stub, whatever the page says; a longer line is no notice. */
  readonly stubLength: number
  readonly maxNoticeLength: number
  readonly indexLinkShare: number
  /** So many posts with a time make a live blog of a page whose title says so; so many headlines that lead elsewhere, an index. */
  readonly minLivePosts: number
  readonly minTeasers: number
  /** A first block of this length may be the summary. */
  readonly minSummaryZoneLength: number
  readonly maxSummaryLength: number
  /** From this length on a block without many links is plain text; less of it than the second is as good as nothing. */
  readonly minPlainLength: number
  readonly minShownLength: number
  /** A page that shows no more than the first and stores at least the second in JSON-LD is read from there. */
  readonly maxShownLength: number
  readonly minStoredLength: number
  /** From so many times the shown text on a stored body under the page's own headline is the article, however much is shown. */
  readonly minStoredRatio: number
  /** Longer cells are paragraphs in a layout, not data in a row. */
  readonly maxCellLength: number
  /** Longer elements hold no byline and no date. */
  readonly maxMarkLength: number
  /** Visible lines in which a date is looked for: their length, how many, and how many of any length that begin with one. */
  readonly maxDateLineLength: number
  readonly maxDateLines: number
  readonly maxDateLeads: number
  /** Words in a site's name after a headline, in the shortest headline, in a kicker before one. */
  readonly maxSiteWords: number
  readonly minTitleWords: number
  readonly maxTitleLeadWords: number
  /** The shortest text of a feed's own lines that is worth reading. */
  readonly minEntryLength: number
  /** Less than this share of the page's plain text is next to nothing, when so much of it stands in one kind of element elsewhere. */
  readonly neglectedShare: number
  readonly minNeglectedLength: number
}

/** Boosted decision trees that tell an article's blocks from the rest of its page; trained by `test/core/article/trainBlocks.ts`. */
export interface BlockModel {
  readonly version: string
  /** Names of the inputs, in order; they have to be `BLOCK_FEATURES`. */
  readonly features: readonly string[]
  /** From this probability on a block is the article's. */
  readonly threshold: number
  /** Log-odds before any tree. */
  readonly base: number
  readonly trees: readonly DecisionTree[]
}

/** A leaf adds its number to the log-odds; a branch `[feature, limit, below, from]` asks whether the input is below the limit. */
export type DecisionTree = number | readonly [number, number, DecisionTree, DecisionTree]

/** What the block model looks at, in the order of the model's inputs; numbers, no words of any language but in class names. */
export const BLOCK_FEATURES = [
  'chosen',
  'chosenBefore',
  'chosenAfter',
  'chosenNear',
  'inside',
  'afterLast',
  'position',
  'textBefore',
  'textAfter',
  'length',
  'words',
  'linkShare',
  'linkShareNear',
  'emphasisShare',
  'isHeading',
  'level',
  'isItem',
  'isQuotation',
  'isCaption',
  'isCells',
  'endsSentence',
  'sentences',
  'commas',
  'capitals',
  'digits',
  'endsColon',
  'marks',
  'depth',
  'inArticle',
  'inMain',
  'inAside',
  'inNav',
  'inFooter',
  'inHeader',
  'inForm',
  'inList',
  'inFigure',
  'namedText',
  'namedComment',
  'namedRelated',
  'namedShare',
  'namedNavigation',
  'namedFooter',
  'namedSide',
  'namedOffer',
  'namedCaption',
  'namedAuthor',
  'namedMeta',
  'namedDialog',
  'namedMisc',
  'samePathChosen',
  'samePathText',
  'sameNamesChosen',
  'repeated',
  'likeTitle',
  'headingChosenBelow',
  'blocksSinceLong',
  'blocksToLong',
  'sinceHeadline',
  'hasBody',
  'inBody',
  'likeSummary',
  'likeNextPath',
  'cohesion',
  'titleWords',
  'hasAuthor',
  'address',
  'appeals',
  'isQuoted',
  'lengthBefore',
  'lengthAfter',
  'linkBefore',
  'linkAfter',
  'sinceEnd',
  'sentenceLength',
] as const

export type BlockFeature = (typeof BLOCK_FEATURES)[number]
export type NamedFeature = Extract<BlockFeature, `named${string}`>

export const NAMED_FEATURES = BLOCK_FEATURES.filter((name): name is NamedFeature => name.startsWith('named'))
