import { analyse } from "chardet";

/** Bytes that the guess looks at: enough for any article, little enough for any file. */
const SAMPLE = 65_536;
/** chardet's confidence, 0–100, below which a guess is no better than none. */
const MIN_CONFIDENCE = 10;

/** Bytes of windows-1252 that Western texts hold: quotes, dashes, accented letters, currency. 0x81, 0x8d, 0x8f, 0x90, 0x9d are no characters. */
const WESTERN_MARKS = new Set([0x80, 0x82, 0x84, 0x85, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9b]);

const OTHER_ALPHABET = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** The charset that an HTML page or XML file declares in its first bytes, when a decoder for it exists. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString("latin1");
  const match =
    /<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w-]{2,30})/i.exec(head) ??
    /^<\?xml\s[^>]{0,200}?encoding=["']([\w-]{2,30})["']/i.exec(head);
  return match?.[1] === undefined ? null : knownLabel(match[1]);
}

/** Guesses a charset other than UTF-8 and decodes by it; null when no guess gives plausible writing. */
export function sniffCharset(bytes: Uint8Array): { readonly text: string; readonly label: string } | null {
  const sample = bytes.length > SAMPLE ? bytes.subarray(0, SAMPLE) : bytes;
  if (looksWestern(sample)) return attempt(bytes, "windows-1252");
  for (const match of analyse(sample)) {
    if (match.confidence < MIN_CONFIDENCE) break;
    const label = knownLabel(match.name);
    if (label === null || label === "utf-8" || label.startsWith("utf-16")) continue;
    const read = attempt(bytes, label);
    if (read !== null) return read;
  }
  // The code page of old Russian terminals, which chardet does not know.
  return attempt(bytes, "ibm866");
}

/**
 * Few high bytes, and those are Western: statistics of letters have nothing to go by in an English text whose only high
 * bytes are quotation marks, so this is decided before chardet is asked.
 */
function looksWestern(sample: Uint8Array): boolean {
  let marks = 0;
  let letters = 0;
  let runs = 0;
  let previousHigh = false;
  for (const byte of sample) {
    const high = byte >= 0x80;
    if (high) {
      if (WESTERN_MARKS.has(byte)) marks++;
      else if (byte >= 0xa0) letters++;
      else return false;
      if (previousHigh) runs++;
    }
    previousHigh = high;
  }
  const total = marks + letters;
  // Cyrillic, Greek and East Asian texts are mostly high bytes, in runs; Western ones have single accents among plain letters.
  return (
    total > 0 && total <= sample.length * 0.02 && runs <= total * 0.15 && (marks > 0 || letters < sample.length * 0.005)
  );
}

function attempt(bytes: Uint8Array, label: string): { readonly text: string; readonly label: string } | null {
  const text = new TextDecoder(label).decode(bytes);
  // Undefined bytes come out as U+FFFD in one family of decoders and as C1 controls in the other.
  let strange = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd || (unit >= 0x80 && unit < 0xa0)) strange++;
  }
  return strange <= text.length * 0.005 && looksWritten(text) ? { text, label } : null;
}

/** What people write: words of one alphabet each, most letters small, no boxes. */
function looksWritten(text: string): boolean {
  const sample = text.slice(0, 4096);
  const words = sample.match(/\p{L}{2,}/gu) ?? [];
  const mixed = words.filter((word) => /\p{Script=Latin}/u.test(word) && OTHER_ALPHABET.test(word)).length;
  const small = sample.match(/\p{Ll}/gu)?.length ?? 0;
  const capital = sample.match(/\p{Lu}/gu)?.length ?? 0;
  const boxes = sample.match(/[\u2500-\u259f]/g)?.length ?? 0;
  // A page of any script but the East Asian ones has blanks.
  if (sample.length >= 200 && !/\s/.test(sample) && !/[\u0e00-\u0eff\u3040-\u9fff]/.test(sample)) return false;
  return mixed <= words.length * 0.1 && boxes <= sample.length * 0.02 && (capital < 60 || small >= capital);
}

function knownLabel(name: string): string | null {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}
