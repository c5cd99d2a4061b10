declare module "snowball-stemmers" {
  /** One language's stemmer; `stem` takes a lower-case word. */
  export interface Stemmer {
    readonly stem: (word: string) => string;
  }
  /** @throws when the algorithm ("english", "german", …) is not known */
  export function newStemmer(algorithm: string): Stemmer;
  export function algorithms(): string[];
}
