/** What lately posted messages are about, for the names of threads below them. */
export interface Titles {
  readonly keep: (messageId: string, title: string) => void;
  readonly of: (messageId: string) => string | undefined;
}

const KEPT = 500;

export function createTitles(): Titles {
  const titles = new Map<string, string>();
  return {
    of: (messageId) => titles.get(messageId),
    keep: (messageId, title) => {
      titles.set(messageId, title);
      const [oldest] = titles.keys();
      if (titles.size > KEPT && oldest !== undefined) titles.delete(oldest);
    },
  };
}
