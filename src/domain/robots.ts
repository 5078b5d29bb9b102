/** What a robots.txt answered. */
export type RobotsAnswer =
  | { readonly kind: 'body'; readonly body: string }
  /** 4xx: there is none, so nothing is forbidden. */
  | { readonly kind: 'none' }
  /** 5xx, 429 or no answer at all, with the reason code: everything is forbidden. */
  | { readonly kind: 'unreachable'; readonly code: string }

/** What we remember of the robots.txt of one origin. */
export interface RobotsCopy {
  /** Undefined: it said that there is none. */
  readonly body?: string
  /** Undefined: it never answered. */
  readonly answeredAt?: Date
  /** Of the last attempt. */
  readonly checkedAt: Date
}
