declare module "lexrank.js" {
  interface RankedSentence {
    readonly text: string;
    readonly index: number;
    readonly weight: number;
  }
  /** The sentences of each paragraph. */
  const lexrank: (text: string) => RankedSentence[][];
  export default lexrank;
}
