/** An invented article of one language, and what its digest must show. */
export interface Sample {
  readonly language: string;
  readonly title: string;
  readonly text: string;
  /** Words of the sentence that tells the news. */
  readonly lede: string;
  readonly speaker: string;
}
