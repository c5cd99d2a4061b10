/** «Так, — сказав Верес. — Ні»: Ukrainian and Russian set the speaker between two dashes inside the marks. */
const ASIDE = /[,!?…] [—–] ([^—–]{3,90}?)(?:[.,] [—–] |$)/u;

/** Words of a quotation that are the reporter's own: what stands there, and what is said before and behind it. */
export interface Aside {
  readonly text: string;
  readonly before: string;
  readonly behind: string;
}

export function asideIn(quoted: string): Aside | null {
  const found = ASIDE.exec(quoted);
  if (!found) return null;
  return { text: found[1]!, before: quoted.slice(0, found.index), behind: quoted.slice(found.index + found[0].length) };
}
