/**
 * Sentences that pages carry and that report nothing: archive and cookie notices, share bars, forms, picture credits.
 * Intake removes most of them; two pages of one site must not look alike by what is left.
 */
const FURNITURE = new RegExp(
  [
    "wayback machine|internet archive|\\bthese crawls are\\b|archive pages as they are created|archived pages will be put",
    "live when the page was written|pages that are referenced are changed",
    "add (?:a )?location (?:information )?to your tweets|tweet with a location|delete your (?:tweet )?location history|switch location on",
    "uses? cookies|cookie (?:policy|settings|notice)|privacy (?:policy|notice)",
    "image (?:copyright|caption)|media caption|media playback is unsupported|toggle caption|enlarge this image|autoplay",
    "share this|click to (?:email|share|print)|opens in new window|like this: like|share on (?:facebook|twitter|more)",
    "sign up (?:for|to)|subscri(?:be|bing)\\b|newsletters?\\b|directly to your inbox|invalid email",
    "enter the characters|stand out from the other characters|spreading the word about|we only request your email|do not capture any email",
    "all rights reserved|terms of (?:use|service)|browser does not support|enable javascript",
    "read more:|related (?:stories|articles|links)|most read|follow us on",
  ].join("|"),
  "iu",
);

/** The text without such sentences; what is left keeps its order and its line breaks. */
export function withoutFurniture(text: string): string {
  if (!FURNITURE.test(text)) return text;
  return text
    .split("\n")
    .map((line) =>
      FURNITURE.test(line)
        ? line
            .split(/(?<=[.!?]["”’]?)\s*(?=\p{Lu})/u)
            .filter((sentence) => !FURNITURE.test(sentence))
            .join(" ")
        : line,
    )
    .join("\n");
}
