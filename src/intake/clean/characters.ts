/**
 * Characters that nobody sees: byte order marks, zero-width blanks, soft hyphens, directions, C0 and C1 controls. The two joiners stay
 * where a script is spelled with them (Arabic, Indic) or a picture is made of them.
 */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Kannada}\p{Script=Telugu}\p{Script=Mongolian}\p{M}\p{Extended_Pictographic}])[\u200c\u200d]/gu;

/** Removes unseen characters and turns every odd blank (no-break, thin, ideographic …) into a plain one; line ends stay. */
export function plainCharacters(text: string): string {
  return text
    .replace(UNSEEN, "")
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, (blank) => (blank === "\t" ? "\t" : " "));
}

/** One line with single blanks and none at its ends. */
export function squeezed(line: string): string {
  return line.replace(/\s+/g, " ").trim();
}
