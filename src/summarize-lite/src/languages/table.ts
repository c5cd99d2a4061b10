import { ARABIC } from "./ar.ts";
import { GERMAN } from "./de.ts";
import { SPANISH } from "./es.ts";
import { FRENCH } from "./fr.ts";
import { ITALIAN } from "./it.ts";
import { JAPANESE } from "./ja.ts";
import type { Language } from "./language.ts";
import { POLISH } from "./pl.ts";
import { PORTUGUESE } from "./pt.ts";
import { RUSSIAN } from "./ru.ts";
import { TURKISH } from "./tr.ts";
import { UKRAINIAN } from "./uk.ts";
import { CHINESE, TRADITIONAL_CHINESE } from "./zh.ts";

/** Every language with cues, headings and labels of its own, besides English. */
export const LANGUAGES: readonly Language[] = [
  UKRAINIAN,
  RUSSIAN,
  GERMAN,
  FRENCH,
  SPANISH,
  POLISH,
  PORTUGUESE,
  ITALIAN,
  TURKISH,
  ARABIC,
  CHINESE,
  TRADITIONAL_CHINESE,
  JAPANESE,
];
