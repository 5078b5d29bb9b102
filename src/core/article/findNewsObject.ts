import { type JsonLdObject, textOf, typesOf } from './parseJsonLd.ts'

const ARTICLE =
  /^(?:.*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Report|Review|AnalysisNews.*|.*NewsReport|Recipe|HowTo)$/
const PAGE = /^(?:WebPage|ItemPage|AboutPage|VideoObject|.*Page)$/

/**
 * Picks, of all JSON-LD objects of a page, the one that describes its article.
 *
 * @param objects In document order.
 * @returns The described article: the one with a headline and a date before others; undefined when there is none.
 * @throws Never.
 * @see https://schema.org/Article
 */
export function findNewsObject(objects: readonly JsonLdObject[]): JsonLdObject | undefined {
  const articles = objects.filter((object) => typesOf(object).some((type) => ARTICLE.test(type)))
  return articles.toSorted((a, b) => weigh(b) - weigh(a))[0]
}

/** The objects that stand for the page itself, whatever it is. */
export function findPageObjects(objects: readonly JsonLdObject[]): JsonLdObject[] {
  return objects.filter((object) => typesOf(object).some((type) => PAGE.test(type)))
}

function weigh(object: JsonLdObject): number {
  return (
    (textOf(object['headline']) ? 2 : 0) +
    (textOf(object['datePublished']) ? 2 : 0) +
    (textOf(object['articleBody']) ? 1 : 0) +
    (object['mainEntityOfPage'] ? 1 : 0)
  )
}
