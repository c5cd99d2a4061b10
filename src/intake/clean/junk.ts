/**
 * Lines that are not the report, whatever they look like: consent, sharing, sign-up, advertising, pointers to other pages, rights,
 * and notes on who worked on the text. Each pattern is anchored or bounded, so that none takes more than linear time, and is strong
 * enough to drop a full sentence; weaker signs are weighed in clean.ts.
 */

/** Longer pieces are never tested: no notice is that long. */
const MAX_PIECE = 420;

const CONSENT: readonly RegExp[] = [
  /^(?:we|our|this)(?: (?:and our partners|web ?sites?|sites?|pages?|apps?|services?|partners))*,? (?:also )?(?:may )?(?:uses?|stores?|sets?)\b.{0,60}\bcookies\b/i,
  /^(?:by|if you) (?:continu|us|click|brows|visit|clos|sign|register)\w*\b.{0,120}\b(?:agree|consent|accept|cookies|terms)\b/i,
  /^(?:please )?(?:accept|manage|reject|allow|decline|customi[sz]e|change|review|update|enable)\b.{0,30}\b(?:cookies?|consent|privacy|preferences|choices|javascript)\b/i,
  /^(?:cookies?|privacy)\b.{0,20}\b(?:polic(?:y|ies)|notice|settings|preferences|consent|statement|choices|options)\b.{0,40}$/i,
  /^cookies? (?:help|allow|enable|are used)\b/i,
  /^(?:we|this site|our site) (?:and|,) (?:our|selected|its) (?:\d+ )?(?:technology |advertising |selected |trusted |third[- ]party )*partners\b/i,
  /\bstor(?:e|ing) and\/or access(?:ing)? information on (?:a|your) device\b|^with your (?:permission|consent|agreement),? we\b|^your (?:consent|choices|preferences|selections?) (?:will|apply|applies|can|may)\b|^(?:some of our|our) (?:partners|vendors)\b.{0,60}\b(?:process|legitimate interest|data)\b/i,
  /\bvalues? your privacy\b|\bwe care about your privacy\b/i,
  /^you can (?:change|manage|withdraw|update) your (?:choices|consent|preferences|settings|mind)\b.{0,60}$/i,
  /^(?:accept|agree|reject|decline|allow|ok|got it|i agree|i accept|understood|necessary only|only necessary)(?: all| everything)?(?: and (?:close|continue))? ?[!.✓✕×x]?$/i,
  /^(?:manage|cookie|privacy) (?:choices|options|settings|preferences)$/i,
  /^buttons=\(.{0,80}\) ?days=\(\d{1,4}\)$/i,
  /^(?:wir|diese (?:web)?seite) (?:verwende[nt]|nutz(?:en|t))\b.{0,60}\bcookies\b|^(?:nous|ce site) utilis\w+ .{0,40}\bcookies\b|^(?:usamos|utilizamos|este sitio) .{0,60}\bcookies\b|^(?:usiamo|utilizziamo|questo sito) .{0,60}\bcookies?\b|^(?:мы используем|этот сайт использует|сайт использует) .{0,60}(?:cookie|куки)/i,
];

/** Rows of buttons: nothing but such words and counts. */
const BUTTON_WORDS = new Set(
  "share shares sharing tweet tweets post email e-mail mail print save copy link like likes pin send comment comments facebook twitter x whatsapp linkedin reddit pinterest telegram messenger bluesky threads mastodon flipboard instagram youtube tiktok tumblr snapchat google google+ rss on via to with by this the article story page more read play close embed autoplay replay menu search home sign in log subscribe login follow us newsletter podcast video audio photos gallery next previous back top here now view all show hide click opens new window caption toggle enlarge image copied stumbleupon digg delicious".split(
    " ",
  ),
);
const MAX_BUTTON_WORDS = 30;

const SHARING: readonly RegExp[] = [
  /^(?:share|tweet|post|e-?mail|print|save|copy|pin|like|send|recommend)(?: (?:this|the|on|via|to|with|by|a|link|it|page|post|story|article|facebook|twitter|x|whatsapp|linkedin|reddit|email|friend|friends|others|clipboard|copied|close|panel))*[.!]?$/i,
  /^(?:facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|messenger|bluesky|threads|mastodon|flipboard|instagram|youtube|tiktok|tumblr|snapchat|google\+|rss|link copied)!?$/i,
  /^(?:help spread the word|share your (?:thoughts|views|story)|copy (?:this|the) (?:code|link|url)\b.{0,60}|shares?(?: on \w+)?|\d[\d.,]*k? (?:shares?|likes|views|retweets|comments?|reactions))[.!]?$/i,
  /^follow (?:us|me|him|her|them|@\w+)\b.{0,140}$/i,
  /^follow (?!up\b)[^.]{1,60} on (?:twitter|x|facebook|instagram|linkedin|google|youtube|telegram|bluesky|tiktok|your)\b.{0,60}$/i,
  /^(?:like|find|join|visit) us (?:on|at)\b.{0,60}$/i,
  /^(?:find|like) .{1,40} on (?:twitter|x|facebook|instagram|youtube)\b.{0,40}$/i,
  /^(?:download|get|try) (?:the|our) .{0,40}\bapps?\b.{0,60}$/i,
];

const SIGN_UP: readonly RegExp[] = [
  /^(?:please )?(?:sign up|sign-up|subscribe|register|join|log ?in|sign in|create (?:a|an|your))\b.{0,140}\b(?:newsletters?|e-?mails?|inbox|alerts?|briefings?|free|updates|account|subscri\w+|access|comment|conversation|digest|podcast|coverage|continue|channel)\b.{0,120}$/i,
  /^(?:sign up|subscribe|register)(?: (?:now|today|here|for free|free))?[.!]?$/i,
  /^(?:get|receive|want|start|never miss)\b.{0,140}\b(?:newsletters?|in your (?:e-?mail|inbox)|to your (?:e-?mail|inbox)|by e-?mail|straight to you|in your feed)\b.{0,300}$/i,
  /^[^"“”]{0,120}\bnewsletters?\b[^"“”]{0,120}\b(?:you|your)\b[^"“”]{0,80}$|^[^"“”]{0,60}\b(?:you|your)\b[^"“”]{0,120}\bnewsletters?\b[^"“”]{0,80}$/i,
  /^the .{0,60}\bnewsletters?$/i,
  /^(?:you can|you may) (?:unsubscribe|opt out)\b/i,
  /^(?:thank you|thanks) for (?:subscribing|signing up|registering|reading|your (?:interest|subscription))\b/i,
  /^(?:enter|type) your e-?mail\b|^your e-?mail(?: address)?$|^invalid e-?mail$/i,
  /^(?:already (?:a|have)|not a) (?:subscriber|member|an account|registered)\b.{0,60}$/i,
  /^(?:this (?:article|content|story) is (?:only |exclusively )?(?:for|available to) (?:our )?(?:subscribers|members|registered))\b/i,
  /^(?:to (?:continue|keep) reading|continue reading|you have (?:reached|read|\d+)\b.{0,40}\b(?:articles?|limit)|start your free trial|subscribe to read|support (?:our|independent) journalism|donate (?:now|today))\b.{0,100}$/i,
  /^our .{0,40}\bnewsletters?\b.{0,60}\b(?:inbox|every (?:day|morning|week)|straight)\b/i,
  /^(?:melden sie sich|jetzt abonnieren|abonnieren sie|inscrivez-vous|abonnez-vous|suscr[ií]b(?:ase|ete)|iscriviti|подпи(?:шитесь|сывайтесь))\b.{0,120}$/i,
];

const ADVERTISING: readonly RegExp[] = [
  /^(?:advertisements?|advertising|sponsored(?: content| by.{0,40})?|promoted|paid (?:content|post|for by.{0,40})|partner content|ad|ads by .{0,30}|anzeige|werbung|publicit[ée]|publicidad|pubblicit[àa]|реклама|reklama?)$/i,
  /^(?:(?:story|article|content|report) continues|continues|continue reading|scroll (?:down|to continue)|keep scrolling|skip (?:to|past|advert|ad|main)|jump to|back to top|top of page)\b.{0,60}$|^loading[ .…]*$/i,
  /^(?:advertisement|ad)\b.{0,5}\b(?:continue|scroll|story|skip|loading|keep|feedback|close)\b.{0,60}$/i,
  /^(?:javascript|your browser|please enable|this (?:video|content|feature) (?:is not|isn['’]t|can(?:not|['’]t)|requires)|sorry, this (?:video|content))\b.{0,120}$/i,
  /^(?:listen to|hear|play) (?:this|the) (?:article|story|episode|audio|podcast)\b.{0,60}$/i,
  /^(?:play|pause|mute|autoplay|replay|embed|transcript|expand|collapse|enlarge|close|hide|show)(?: (?:video|audio|caption|facebook|twitter|all|more|less|this|image|gallery|transcript|autoplay|embed))*$/i,
  /^(?:about )?\d{1,3}[ -]?min(?:ute)?s?\.? (?:read|listen|watch|video)$|^(?:reading|read) time:? .{0,20}$/i,
  /^(?:toggle|hide|show|view|open|close) (?:caption|image|gallery|slideshow|photos?|menu|navigation|comments?|transcript)\b.{0,30}$/i,
  /^(?:image|photo|slide|picture|page)? ?\d{1,3} ?(?:of|\/) ?\d{1,3}$/i,
];

const POINTERS: readonly RegExp[] = [
  /^[^.!?»›>]{1,30}(?:[»›>][^.!?»›>]{1,40}){1,6}$/,
  /^(?:read|see|learn|find out|hear|discover|view)(?: more| also| next| on| now| this| the (?:full|whole|original)(?: (?:story|article|report|text))?)?(?: ?[:»>→]| [–-] )/i,
  /^(?:read|see|learn|discover) (?:more|also|next)\b(?:.{0,12}$| (?:about|on|from|at|in|:).{0,160}$)/i,
  /^(?:see|read|watch) also\b.{0,160}$|^also (?:read|see|watch|on)\b.{0,160}$/i,
  /^(?:read|click|tap|see) (?:here|below|the full (?:story|article|report|list)|original (?:story|article))\b.{0,100}$/i,
  /^(?:related|recommended|suggested)(?: (?:stories|story|articles?|topics?|content|links?|coverage|reading|news|video|posts?|tags?|for you))?(?: ?[:»>→]| [–-] ).{0,200}$/i,
  /^(?:related|recommended|suggested)(?: (?:stories|story|articles?|topics?|content|links?|coverage|reading|news|videos?|posts?|tags?|for you))?$/i,
  /^more (?:on|from|about|in|like)\b.{0,60}[^.]$/i,
  /^more (?:stories|news|coverage|headlines|videos?|to read|reading)\b.{0,30}$/i,
  /^(?:watch|listen|video|live|gallery|in pictures|photos|pictures|podcast|must read|don['’]t miss|up next|next|previous|explained|explainer|quiz|poll|top stor(?:y|ies)|exclusive video) ?[:»>→|].{0,160}[^.]$/i,
  /^(?:you (?:may|might) (?:also )?(?:like|be interested|enjoy)|people also (?:read|ask)|what to read next|most (?:read|popular|viewed|shared|commented|watched|recent)|trending(?: now)?|popular (?:now|stories|in)|editor['’]?s['’]? (?:picks?|choice)|latest (?:news|stories|headlines|updates|videos)|top stories|further reading|keep reading|don['’]t miss|around the web|from the web|from our partners|in other news)\b.{0,60}$/i,
  /^(?:for (?:more|the latest|breaking|all|full)\b.{0,120}\b(?:visit|go to|follow|click|tune|download|check|see|sign up|subscribe|head)\b).{0,120}$/i,
  /^(?:to (?:read|see|view|watch|find out|learn|donate|subscribe)\b.{0,60}),? (?:click|visit|go to|tap)\b.{0,80}$/i,
  /\bclick here\b.{0,60}$/i,
  /^(?:mehr (?:zum thema|dazu)|lesen sie (?:auch|mehr|hier)|das könnte sie auch|lire (?:aussi|la suite)|à lire|voir aussi|lea? (?:también|más|tambien)|te puede interesar|leggi anche|approfondisci|читайте также|leia (?:também|mais)|czytaj (?:także|też))\b.{0,200}$/i,
  /^(?:tags?|topics?|keywords?|categories|category|filed under|tagged|posted in|in this (?:article|story)|schlagwörter|temas|mots-clés)(?: (?:with|as|in|mentioned))? ?[:»].{0,300}$/i,
  /^(?:filed under|tagged|posted in|related topics|in this story)\b.{0,200}$/i,
];

const RIGHTS: readonly RegExp[] = [
  /\b(?:earlier|previous|original) version of (?:this|the) (?:article|story|report|post|headline)\b/i,
  /^(?:originally|first) (?:published|posted|appeared)\b.{0,120}$/i,
  /^submit (?:your|a|an)\b.{0,60}$/i,
  /^(?:add|tweet with) (?:a|your) location\b|^you must (?:enter|be logged|log in|have)\b.{0,100}$/i,
  /^(?:just watched|must watch)\b.{0,200}$/i,
  /^(?:©|\(c\)|&copy;|copyright\b).{0,300}$/i,
  /\ball rights reserved\b|\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos los derechos reservados\b/i,
  /\bmay not be (?:published|reproduced|redistributed|broadcast|rewritten|copied|reprinted)\b/i,
  /^(?:terms|privacy|conditions|contact|about|accessibility|advertise|careers|licensing|help|sitemap|imprint|impressum)(?: (?:us|of|and|&|use|service|notice|policy|statement|conditions|with|the|newsroom|centre|center))*$/i,
  /\bis not responsible for the content of external\b|\bviews expressed (?:in this|are those|here)\b/i,
  /^(?:this (?:article|story|post)|(?:the|an) (?:earlier |original |first )?version of this (?:article|story|report)) (?:was|has been|is|originally|first)(?: (?:originally|first|also|since))? (?:published|updated|appeared|corrected|amended|posted|syndicated|produced|automatically|translated|adapted|republished)\b.{0,200}$/i,
  /^(?:this is a |it is a )?(?:breaking|developing) (?:news )?story\b.{0,120}$|^(?:more details|details|updates?) (?:to follow|soon|will follow)\b.{0,40}$|^(?:check|come) back (?:for|soon)\b.{0,80}$/i,
  /^(?:breaking|live|developing)(?: news)?:? ?[—–-]? ?(?:follow|watch|see|get|click)\b.{0,100}$/i,
];

const COMMENTS: readonly RegExp[] = [
  /^(?:view |read |show |see |add |leave |post |write )?(?:all |a |your |the )?(?:\d[\d,.]* )?(?:user |reader )?(?:comments?|repl(?:y|ies)|responses?)(?: \(?\d[\d,.]*\)?)?(?: (?:below|here|section|policy))?$/i,
  /^comments? (?:are|is|have been) (?:now )?(?:closed|turned off|disabled|moderated|off|open|subject)\b.{0,120}$/i,
  /^(?:leave a (?:reply|comment)|(?:join|start|be part of) the (?:conversation|discussion|debate)|what do you think\?|have your say|be the first to comment|please keep to our|we (?:welcome|moderate)\b.{0,40}\bcomments|report (?:a typo|an error|abuse)).{0,120}$/i,
];

const STAFF: readonly RegExp[] = [
  /\bcontributed (?:reporting|to this (?:report|story|article|dispatch|piece))\b.{0,60}$/i,
  /^(?:the )?(?:associated press|reuters|afp|agence france-presse|bloomberg|ap|staff|news) (?:writers?|reporters?|staff|journalists?)\b.{0,160}\b(?:contributed|reported)\b.{0,60}$/i,
  /^(?:ap|bbc|cnn|nbc|abc|cbs|sky news|reuters|npr|itv)(?:['’]s)? (?:correspondent )?.{2,40}\b(?:reports?|has (?:more|the (?:story|details|latest)))(?: (?:on|from) .{0,60})?$/i,
  /^information from: .{0,160}$/i,
  /^[\p{Lu}][\p{L}-]+(?: and [\p{Lu}][\p{L}-]+)? reported from [\p{Lu}][\p{L} ,.-]{1,60}$/u,
  /^(?:source|quelle|fuente|fonte|источник|via): ?.{1,80}$/i,
  /^(?:contact (?:us|me|the (?:author|writer|reporter|newsroom))|e-?mail (?:us|me|the)|send (?:us|tips|corrections)|got a tip|do you have (?:a|any) (?:tip|story|information|question))\b.{0,160}$/i,
];

/** Where the writer is reached. */
const CONTACT = /\b(?:e-?mail|reach(?:ed)?|contact|follow|twitter|write to)\b[^@]{0,60}@\w.{0,120}$/i;

/** Words that stand in lower case in a note of credits, and nowhere make a sentence of it. */
const CREDIT_WORDS =
  /\b(?:additional|files|inputs?|material|reporting|editing|writing|compiled|edited|reported|written|produced|photography|graphics|research|translation|translated|by|and|in|from|for|with|the|at|of|on|correspondents?|editors?|staff|agency|agencies|wires?|bureau|newsroom|contributed)\b/g;
const CREDIT_OPENING =
  /^[([]?(?:with )?(?:additional |further |original |extra )?(?:reporting|editing|writing|compiled|edited|reported|written|produced|photography|graphics|research|translation|translated|files|inputs?|material)(?: and (?:additional )?(?:reporting|editing|writing|photography|research))? (?:by|from|in)\b/i;

/** "(Reporting by X in Y; editing by Z)": opens like one and has no other word in lower case. */
function isCredit(piece: string): boolean {
  if (!CREDIT_OPENING.test(piece)) return false;
  const rest = piece.replace(/^[([]?\w+/, "").replace(CREDIT_WORDS, "");
  return !/(?:^|[\s(])\p{Ll}{2,}/u.test(rest.replace(/(?:van|von|de|der|den|al|bin|la|le|da|di|del|dos)\b/g, ""));
}

const FAMILIES: readonly (readonly RegExp[])[] = [
  CONSENT,
  SHARING,
  SIGN_UP,
  ADVERTISING,
  POINTERS,
  RIGHTS,
  COMMENTS,
  STAFF,
];

function isButtonRow(piece: string): boolean {
  const first = /^[^\s|/·•,:()[\]!]+/.exec(piece)?.[0].toLowerCase();
  if (first === undefined || !(BUTTON_WORDS.has(first) || /^\d/.test(first))) return false;
  const words = piece
    .toLowerCase()
    .split(/[\s|/·•,:()[\]!]+/)
    .filter((word) => word !== "");
  return (
    words.length >= 2 &&
    words.length <= MAX_BUTTON_WORDS &&
    words.every((word) => BUTTON_WORDS.has(word) || /^[\d.,]+[km]?$/.test(word)) &&
    words.some((word) => /\p{L}/u.test(word))
  );
}

/** Whether a piece of text is no part of a report, by a pattern strong enough to drop a sentence. */
export function isJunk(piece: string): boolean {
  const bare = piece.replace(/^[\s*_>»▶►→|·•[(]+|[\s*_|·•\])]+$/gu, "");
  if (bare === "" || bare.length > MAX_PIECE) return false;
  return (
    FAMILIES.some((family) => family.some((pattern) => pattern.test(bare))) ||
    isCredit(bare) ||
    isButtonRow(bare) ||
    (bare.includes("@") && CONTACT.test(bare))
  );
}

/** Opens the comments of readers: what follows it is theirs. */
export function opensComments(text: string): boolean {
  return text.length < 80 && COMMENTS.some((pattern) => pattern.test(text));
}

/** Stands over a list of other articles: a label and nothing after it. */
export function opensPointers(text: string): boolean {
  const label = text.replace(/[:\s]+$/, "");
  return label.split(" ").length <= 6 && !label.includes(":") && POINTERS.some((pattern) => pattern.test(label));
}

/** Opens a paragraph about the page itself: it is dropped whole, however long, so nothing of it may be cut off. */
export function opensNote(text: string): boolean {
  return /^(?:corrections?|clarifications?|editor['’]s note|note to (?:readers|editors))\b[^.:]{0,40}(?:\d[^:]{0,30})?: ?/i.test(
    text,
  );
}
