/** Said in the footer of every page, so that nobody takes one for a real report. */
export const demoNotice =
  'An invented outlet of the claimwire newsstand. The elections are real; every sentence here, quotations included, was written for a demonstration and is nobody’s own words.'
