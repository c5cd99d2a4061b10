import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "./decode.ts";

const RUSSIAN =
  "Президент и премьер-министр договорились о встрече в Женеве на следующей неделе, сообщили в пресс-службе.\n";
const ENGLISH =
  "The minister said “we will not wait” — and left the café. It’s a fact that prices rose in three towns.\n";

/** Encodes into a single-byte charset by asking its decoder for every byte. */
function encode(text: string, label: string): Uint8Array {
  const decoder = new TextDecoder(label);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (character) => bytes.get(character) ?? 63);
}

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

describe("encodings", () => {
  test.each<[string, Uint8Array, string, string]>([
    ["UTF-8", Buffer.from(RUSSIAN), RUSSIAN, "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${ENGLISH}`), ENGLISH, "utf-8"],
    ["UTF-16 little-endian with a mark", utf16(ENGLISH, false, true), ENGLISH, "utf-16le"],
    ["UTF-16 big-endian with a mark", utf16(ENGLISH, true, true), ENGLISH, "utf-16be"],
    ["UTF-16 little-endian without a mark", utf16(ENGLISH, false, false), ENGLISH, "utf-16le"],
    ["UTF-16 big-endian without a mark", utf16(ENGLISH, true, false), ENGLISH, "utf-16be"],
    ["Cyrillic UTF-16 without a mark", utf16(RUSSIAN, false, false), RUSSIAN, "utf-16le"],
    [
      "Chinese UTF-16 without a mark",
      utf16("总理星期二在日内瓦与各国代表举行会谈, 就水资源共享达成协议。\n", true, false),
      "总理星期二在日内瓦与各国代表举行会谈, 就水资源共享达成协议。\n",
      "utf-16be",
    ],
    ["windows-1251", encode(RUSSIAN.repeat(3), "windows-1251"), RUSSIAN.repeat(3), "windows-1251"],
    ["KOI8-R", encode(RUSSIAN.repeat(3), "koi8-r"), RUSSIAN.repeat(3), "koi8-r"],
    ["IBM866", encode(RUSSIAN.repeat(3), "ibm866"), RUSSIAN.repeat(3), "ibm866"],
    [
      "windows-1252 with curly quotation marks",
      encode(ENGLISH.repeat(3), "windows-1252"),
      ENGLISH.repeat(3),
      "windows-1252",
    ],
    [
      "a page that declares its charset",
      encode(`<meta charset="koi8-r"><p>${RUSSIAN}`, "koi8-r"),
      `<meta charset="koi8-r"><p>${RUSSIAN}`,
      "koi8-r",
    ],
  ])("%s", (_, bytes, text, encoding) => {
    expect(decodeText(bytes)).toEqual({ ok: true, text, encoding });
  });

  test("the quotation marks 0x91 to 0x94 of windows-1252 come out right though nothing else is above ASCII", () => {
    const bytes = Buffer.from(
      "He said \x93no\x94, and then \x91yes\x92, and that was all that he said on Tuesday.",
      "latin1",
    );
    expect(decodeText(bytes)).toMatchObject({
      text: "He said “no”, and then ‘yes’, and that was all that he said on Tuesday.",
    });
  });

  test("a UTF-8 text with one bad byte stays UTF-8", () => {
    const bytes = Buffer.concat([Buffer.from(RUSSIAN), Buffer.from([0xff]), Buffer.from(RUSSIAN)]);
    expect(decodeText(bytes)).toEqual({ ok: true, text: `${RUSSIAN}\ufffd${RUSSIAN}`, encoding: "utf-8" });
  });

  test("every sort of line end becomes one", () => {
    expect(decodeText(Buffer.from("a\r\nb\rc\nd\u2028e"))).toMatchObject({ text: "a\nb\nc\nd\ne" });
  });
});

describe("what is no text is refused with a reason", () => {
  test.each<[string, Uint8Array, string, string]>([
    ["empty file", Buffer.alloc(0), "empty", "The file is empty."],
    ["blanks alone", Buffer.from(" \r\n\t\u00a0\n"), "empty", "The file holds nothing but blanks."],
    ["PDF", Buffer.from("%PDF-1.7\n…"), "binary", "The file looks like a PDF, not text."],
    [
      "Word",
      Buffer.from("PK\u0003\u0004…"),
      "binary",
      "The file looks like a ZIP archive or an Office document, not text.",
    ],
    ["PNG", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), "binary", "The file looks like a PNG picture, not text."],
    ["JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "binary", "The file looks like a JPEG picture, not text."],
    ["program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]), "binary", "The file looks like a program, not text."],
    [
      "control characters",
      Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 37) % 256)),
      "binary",
      "The file holds bytes that no text has.",
    ],
    [
      "invalid UTF-8 that is nothing else either",
      Buffer.from(Array.from({ length: 900 }, (_, i) => 0x80 + (Math.imul(i, 2_654_435_761) >>> 25))),
      "bad-encoding",
      "The characters of the file cannot be read: they are neither UTF-8 nor any other encoding that can be recognised.",
    ],
  ])("%s", (_, bytes, kind, reason) => {
    expect(decodeText(bytes)).toMatchObject({ ok: false, refusal: { kind, reason } });
  });
});

test("any bytes give a text without carriage returns, or a refusal", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const outcome = decodeText(bytes);
      expect(
        outcome.ok ? !outcome.text.includes("\r") && /\S/.test(outcome.text) : outcome.refusal.reason.length > 0,
      ).toBe(true);
    }),
  );
});
