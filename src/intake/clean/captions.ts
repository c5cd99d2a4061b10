/** Captions and picture credits. */

/** Agencies and words that name the owner of a picture. */
const AGENCY =
  /\b(?:Getty|Reuters|REUTERS|AFP|EPA|PA|AP|ANI|PTI|IANS|DPA|dpa|Xinhua|TASS|Tass|Sipa|Alamy|Shutterstock|iStock|Rex|REX|Bloomberg|Images?|Pictures?|Photos?|Photography|Photographs?|Handout|Courtesy|Archive|Archives|Library|Wire|Press|Media|Agency|Agence|News|Unsplash|Pixabay|Wikimedia|Commons|EyeEm|Zuma|ZUMA|Press Association|Anadolu|Screengrab|Screenshot|Illustration|File|Pool|Staff)\b/;

const LABEL =
  /^[([*_]?(?:(?:file |stock |undated |handout |ap |afp |reuters |getty )?(?:photos?|photographs?|pictures?|images?|pics?|illustration|graphic|video|slideshow|gallery|foto|fotos|bild|imagen|imagem|immagine|photographie|фото)(?: ?(?:credits?|captions?|copyright|source|by|courtesy|caption|grab|illustration))?\)?(?: ?[:|—–]| (?:by|courtesy(?: of)?|credit|copyright|caption|source)\b)|caption ?:|(?:media|image|video|photo) (?:caption|copyright|source)\b|(?:pictured|seen here|above|below|left|right) ?:|credits? ?: ?|file (?:photo|picture|image)\b|\[?photo\b ?[/\]])/i;

/** A note of the picture's owner at the end: "(Photo by …)", "Photograph: X/PA", "/ AFP / Getty Images", "(AP Photo/X)". */
const SIGNS: readonly RegExp[] = [
  /[([](?:(?:File|FILE|Stock|AP|AFP|ANI|EPA|PTI|Reuters) )?(?:Photos?|PHOTOS?|Photographs?|Pictures?|Images?|IMAGE|Pics?|Credits?|Illustration|Video|Screengrab|Screenshot|Courtesy|COURTESY|Handout|Foto|Bild)\b[^()[\]]{0,120}[)\]][\s.]*$/,
  /[([](?:file |stock )?(?:photo|picture|image|pic|credit|courtesy|illustration|video|screengrab|screenshot)s?(?: credit)?(?:: ?| by | courtesy | via |\/)[^()[\]]{1,120}[)\]][\s.]*$/,
  /[([](?:Published|Posted|Updated) (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d)[^()[\]]{0,60}\d{4}[^()[\]]{0,20}[)\]][\s.]*$/,
  /[([][^()[\]]{0,80}\b(?:AP Photo|Getty Images|via (?:AP|Getty|Reuters|AFP)|file photo|AFP\/Getty|Shutterstock|screengrab|Wikimedia Commons)\b[^()[\]]{0,60}[)\]][\s.]*$/,
  /[([][^()[\]]{1,60}\/ ?(?:Getty|AFP|Reuters|REUTERS|EPA|AP|PA|Shutterstock|Alamy)\b[^()[\]]{0,30}[)\]][\s.]*$/,
  /(?:^|[\s.,|])(?:Photo(?:graph)?s?|PHOTO|Pictures?|Images?|IMAGE|Credit|CREDIT|Illustration|Composite|Foto)(?: [Cc]redit)? ?(?:: ?|[Bb]y |[Cc]ourtesy(?: [Oo]f)? |[Vv]ia |\/ ?)[\p{Lu}@©][^.!?]{1,70}\.?$/u,
  /\b(?:photo(?:graph)?s?|pictures?|images?)(?: credit)? ?(?:: ?|by |courtesy(?: of)? |via )[\p{Lu}@©][^.!?]{1,60}$/u,
  /\b(?:file|handout|stock|pool|courtesy) (?:photo|picture|image|photograph)s?$|(?:^|\. )(?:File|Handout|Stock|Pool|Courtesy) (?:photo|picture|image|photograph)s?\.?$|(?:^|\. )Handout\.?$/i,
  /[([]\p{Lu}[^()[\]/]{1,40} ?\/ ?(?:The |the )?\p{Lu}[^()[\]/]{1,50}[)\]][\s.]*$/u,
  /\b[Hh]ide [Cc]aption\b/,
  /\b(?:Media|Image|Video) (?:caption|copyright|source)\b/,
  /^(?:Getty Images|Getty|AFP\/Getty|PA Media|Shutterstock|Alamy)\b[^.!?]*$/,
  /\((?:The )?Associated Press\)$|[^.!?"”’] \((?:AFP|AP|EPA|Reuters|REUTERS|PA|Getty|Xinhua|TASS|CP|DPA|dpa|ANI|PTI|Rex|Supplied|Provided|Courtesy)\)$/,
  /^(?:FILE|File) ?[-–—:] ?|^(?:In )?[Tt]his(?: \p{L}+,?| \p{L}+\.? \d{1,2},?| \d{4},?){0,4} (?:file |handout |undated |booking |combination |combo |video |image |frame ?grab |screen ?grab |still |satellite |aerial )*(?:photo|photograph|image|picture|frame ?grab|screen ?grab|screenshot|mugshot)\b.{0,30}(?:\b(?:shows?|provided|released|made available|taken|supplied|posted)\b|,)|^CLOSE \p{Lu}/u,
  /(?:\/ ?(?:Getty|Getty Images|AFP|Reuters|REUTERS|EPA|EPA-EFE|AP|PA|Shutterstock|Alamy|Rex|Bloomberg|dpa|Xinhua|ANI|PTI|WireImage|FilmMagic|Redux|Corbis|NurPhoto|Anadolu))+[\s.]*$/,
  /\b(?:Getty Images|AFP Photo|AP Photo|Press Association Images|Associated Press Photo)$/,
];

/** A pointing word of captions: "(left)", "(centre)", "pictured in 2019", "seen here". */
const POINTING =
  /\((?:left|right|centre|center|top|bottom|above|below|pictured|l|r|c|far left|far right|second (?:from )?(?:left|right)|clockwise)\b[^()]{0,40}\)|\b(?:pictured|seen) (?:here|above|below|left|right|together|in|with|at|on)\b|, (?:left|right|cent(?:re|er)|pictured|second (?:from )?(?:left|right)), /i;

/** Names of owners are short; captions are seldom longer than this. */
const MAX_CAPTION = 600;
const MAX_OWNER_WORDS = 6;

/** "Lorne Pictures A dry canal.Lorne Pictures": the owner stands at both ends, glued at the second. */
function hasOwnerAtBothEnds(text: string): boolean {
  if (text.length > MAX_CAPTION || /[.!?"”’)]$/.test(text)) return false;
  const words = text.split(" ");
  for (let size = Math.min(MAX_OWNER_WORDS, words.length - 2); size >= 1; size--) {
    const owner = words.slice(0, size).join(" ");
    if (!/^[\p{Lu}@©]/u.test(owner) || !text.endsWith(owner)) continue;
    const inner = text.slice(owner.length, text.length - owner.length);
    if (inner.trim() === "") continue;
    // A sentence that ends with the word it began with has a blank before that word and a stop after it.
    if (/\S$/.test(inner) || AGENCY.test(owner)) return true;
  }
  return false;
}

/** Nothing but the owner of a picture: "Getty Images", "AFP / Lorne Pictures", "Reuters". */
function isPictureOwner(text: string): boolean {
  if (text.length > 80 || (text.split(" ").length > 4 && !text.includes("/"))) return false;
  return (
    /^(?:[\p{Lu}@©&/|,–-][\p{L}\d.’'@_-]*[ /|,]*){1,8}$/u.test(text) &&
    /\b(?:Getty|Images|Pictures|Photos?|Photography|AFP|EPA|EPA-EFE|Reuters|REUTERS|PA Media|AP|Alamy|Shutterstock|Handout|Rex|Photo)\b/.test(
      text,
    )
  );
}

/** After the last sentence comes a name alone: "… on Wednesday morning. Lorne Pictures / Tove Arlen". */
function endsInOwner(text: string): boolean {
  const stop = /[.!?]["”’]? ([\p{Lu}@©][^.!?]{2,60})$/u.exec(text.slice(-90));
  const owner = stop?.[1];
  if (owner === undefined || !AGENCY.test(owner)) return false;
  return owner
    .split(/[ /|,]+/)
    .filter((word) => word !== "")
    .every((word) => /^[\p{Lu}@©&\d]|^(?:via|for|of|and|by|de|van)$/u.test(word));
}

/** Whether a line is a caption or a credit, by a sign strong enough to drop a full sentence. */
export function isCaption(text: string): boolean {
  if (text.length > MAX_CAPTION) return false;
  return (
    LABEL.test(text) ||
    hasOwnerAtBothEnds(text) ||
    isPictureOwner(text) ||
    endsInOwner(text) ||
    SIGNS.some((sign) => sign.test(text))
  );
}

/** Points at a picture; enough to drop a line that does not end like a sentence. */
export function pointsAtPicture(text: string): boolean {
  return text.length < MAX_CAPTION && POINTING.test(text);
}
