/** Gives out case numbers as people know them, such as `HS-2026-0042`: without gaps, one run for each series and year. */
export interface NumberSeries {
  /**
   * The number that belongs to `claim`: the next one of the series and the current year the first time, the same one every
   * time after. `series` is 1 to 12 capital letters or digits; `claim` names what is numbered, unique for ever.
   */
  take(series: string, claim: string): Promise<string>;
}
