/** What a problem says to a person. */
export interface ProblemWords {
  /** What happened. */
  readonly what: string;
  /** What it means for the work and what to do. */
  readonly todo: string;
}

export const problem = (what: string, todo: string): ProblemWords => ({ what, todo });
