import { isUtf8 } from "node:buffer";
import { declaredCharset, sniffCharset } from "./charset.ts";
import type { Refusal } from "./intake.ts";
import { refusal } from "./refusal.ts";

export type DecodeOutcome =
  /** `encoding` is a label of the WHATWG Encoding Standard, in lower case. */
  | { readonly ok: true; readonly text: string; readonly encoding: string }
  | { readonly ok: false; readonly refusal: Refusal };

/** First bytes of files that are no text, and what a person calls them. */
const MAGIC: readonly (readonly [signature: string, name: string])[] = [
  ["%PDF-", "a PDF"],
  ["PK\x03\x04", "a ZIP archive or an Office document"],
  ["\xd0\xcf\x11\xe0", "an old Office document"],
  ["{\\rtf", "an RTF document"],
  ["\x89PNG", "a PNG picture"],
  ["\xff\xd8\xff", "a JPEG picture"],
  ["GIF8", "a GIF picture"],
  ["RIFF", "a sound, film or WebP picture"],
  ["\x7fELF", "a program"],
  ["MZ\x90", "a program"],
  ["\x1f\x8b", "a gzip archive"],
  ["7z\xbc\xaf", "a 7-Zip archive"],
  ["BZh", "a bzip2 archive"],
  ["\xfd7zXZ", "an XZ archive"],
  ["SQLite format 3", "a database"],
  ["ID3", "a sound file"],
];

/** Share of control characters above which a file is no text. */
const MAX_CONTROLS = 0.02;
/** Share of bytes that may be wrong in a text that is UTF-8 otherwise. */
const MAX_BAD_UTF8 = 0.02;

/**
 * Bytes to text: byte order marks, UTF-16 without a mark, UTF-8, the charset an HTML page declares, then a guess from
 * the bytes. Line ends become "\n". Total: any bytes give a text or a refusal, in time linear in their number.
 */
export function decodeText(bytes: Uint8Array): DecodeOutcome {
  if (bytes.length === 0) return refuse("empty", "The file is empty.", "Write the article into it, or remove it.");
  const named = magicName(bytes);
  if (named !== null) return binary(`The file looks like ${named}, not text.`);
  const wide = utf16Label(bytes);
  if (wide !== null) return finish(new TextDecoder(wide).decode(bytes), wide);
  if (controlShare(bytes) > MAX_CONTROLS) return binary("The file holds bytes that no text has.");
  if (isIso2022Jp(bytes)) return finish(new TextDecoder("iso-2022-jp").decode(bytes), "iso-2022-jp");
  if (isUtf8(bytes)) return finish(new TextDecoder("utf-8").decode(bytes), "utf-8");
  const declared = declaredCharset(bytes);
  if (declared !== null) {
    const text = decodeStrictly(bytes, declared);
    if (text !== null) return finish(text, declared);
  }
  return decodeDamaged(bytes);
}

function decodeDamaged(bytes: Uint8Array): DecodeOutcome {
  const { valid, bad } = countUtf8(bytes);
  const mostlyUtf8 = valid > 4 * bad && bad <= bytes.length * MAX_BAD_UTF8;
  if (mostlyUtf8) return finish(new TextDecoder("utf-8").decode(bytes), "utf-8");
  const guess = sniffCharset(bytes);
  if (guess !== null) return finish(guess.text, guess.label);
  if (bad <= bytes.length * MAX_BAD_UTF8) return finish(new TextDecoder("utf-8").decode(bytes), "utf-8");
  return refuse(
    "bad-encoding",
    "The characters of the file cannot be read: they are neither UTF-8 nor any other encoding that can be recognised.",
    "Save the file as UTF-8.",
  );
}

function finish(decoded: string, encoding: string): DecodeOutcome {
  const text = decoded.replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n");
  if (!/\S/.test(text))
    return refuse("empty", "The file holds nothing but blanks.", "Write the article into it, or remove it.");
  return { ok: true, text, encoding };
}

function decodeStrictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function magicName(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString("latin1");
  if (head.slice(4, 8) === "ftyp") return "a film";
  return MAGIC.find(([signature]) => head.startsWith(signature))?.[1] ?? null;
}

/** UTF-16 by its mark, or by its NULs: all at one parity, and every unit a character. */
function utf16Label(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, 8192 - (8192 % 2));
  const pairs = Math.floor(sample.length / 2);
  const nuls = [0, 0];
  for (let i = 0; i < pairs * 2; i++) if (sample[i] === 0) nuls[i & 1] = (nuls[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  // Blanks and line ends alone give a text in any script some NULs in its high bytes.
  const enough = Math.max(even, odd) >= Math.max(1, pairs * 0.01);
  if (!enough || (even > 0 && odd > 0)) return null;
  const label = odd > 0 ? "utf-16le" : "utf-16be";
  const text = new TextDecoder(label).decode(sample.subarray(0, pairs * 2));
  return looksLikeWriting(text) ? label : null;
}

/** Letters, digits, punctuation and blanks only, apart from a few. */
function looksLikeWriting(text: string): boolean {
  let strange = 0;
  let blanks = 0;
  for (const character of text) {
    if (/\s/.test(character)) blanks++;
    else if (!/[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}]/u.test(character) || character === "\ufffd") strange++;
  }
  return strange <= text.length * MAX_CONTROLS && blanks < text.length;
}

/** ISO-2022-JP is plain ASCII with escapes, so it passes for UTF-8. */
function isIso2022Jp(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes("\u001b$B", 0, "latin1");
}

function controlShare(bytes: Uint8Array): number {
  let controls = 0;
  for (const byte of bytes) {
    // Tab, line ends, form feed, and the escape that ISO-2022-JP is made of.
    if (byte === 0) controls += 4;
    else if (byte < 32 && (byte < 9 || byte > 13) && byte !== 27) controls++;
  }
  return controls / bytes.length;
}

/** Counts well-formed sequences of two bytes and more, and bytes that belong to none. */
function countUtf8(bytes: Uint8Array): { readonly valid: number; readonly bad: number } {
  let valid = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i] ?? 0;
    const length =
      first < 0x80
        ? 1
        : first >= 0xc2 && first < 0xe0
          ? 2
          : first >= 0xe0 && first < 0xf0
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0;
    let whole = length > 0;
    for (let k = 1; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) whole = false;
    if (!whole) bad++;
    else if (length > 1) valid++;
    i += whole ? length : 1;
  }
  return { valid, bad };
}

function binary(reason: string): DecodeOutcome {
  return refuse("binary", reason, "Export it as plain text, Markdown or HTML and put that into the folder.");
}

function refuse(kind: "empty" | "binary" | "bad-encoding", reason: string, mend: string): DecodeOutcome {
  return { ok: false, refusal: refusal(kind, reason, mend) };
}
