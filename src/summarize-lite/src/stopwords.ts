/** Words that carry no topic of their own, English. Contractions stand without their apostrophe, as `terms` sees them. */
const ENGLISH =
  "a about above across after again against ago all almost along already also although always am amid among an and another any anyone anything are around as at away " +
  "back be became because become been before being below between both but by can cannot could did do does doing done down during each either else ever every " +
  "everyone everything few for from further gave get gets getting give given go goes going gone got had has have having he her here hers herself him himself his how " +
  "however i if in instead into is it its itself just keep kept know known let like made make makes many may maybe me meanwhile might more most much must my myself " +
  "neither never no nor not nothing now of off often on once only onto or other others otherwise our ours ourselves out over own per perhaps put quite rather really " +
  "same see seem seems several shall she should since so some someone something sometimes soon still such take taken than that the their theirs them themselves then " +
  "there therefore these they thing things this those though through throughout thus to together too took toward towards under until up upon us very via was we well " +
  "went were what whatever when where whether which while who whole whom whose why will with within without would yes yet you your yours yourself " +
  "said says say saying told tell added according asked mr mrs ms s t re ve ll d m " +
  "im ive id youre youve hes shes its were weve theyre theyve thats theres isnt arent wasnt werent dont doesnt didnt wont wouldnt cant couldnt shouldnt hasnt havent hadnt";

/** The commonest function words of other languages, enough to keep them out of similarity and centrality. */
const OTHERS =
  // German, French, Spanish, Italian, Portuguese
  "der die das den dem des ein eine einen einem einer und oder aber ist sind war waren wird werden wurde wurden hat haben hatte nicht auch auf aus bei bis für im ins mit nach sich sie sein seine ihre über um unter von vom vor wie zu zum zur dass als noch nur am er es wir ich " +
  "le la les un une et ou mais est sont était été ont avait pas ne que qui dans sur pour par avec sans du au aux ce cette ces il elle ils elles nous vous son sa ses leur leurs plus selon " +
  "el los las una y o pero es son fue fueron ha han había no que en sobre por con sin del al este esta estos estas su sus se lo más según como entre desde hasta " +
  "il lo gli uno ed ma è sono era stato ha hanno non che nel nella sul sulla per con senza del della dei delle al alla suo sua loro si più come tra da di " +
  "os as um uma e ou mas é são foi foram tem têm não em no na nos nas por com sem do da dos das ao à este esta seu sua se mais como entre até " +
  // Polish, Turkish
  "i w we z ze na do od o po za dla przez przy nie jest są był była było były się że to ten ta te jak co który która które jego jej ich oraz ale lub już " +
  "ve ile bir bu şu da de için gibi daha çok en ki mi ne olan olarak oldu olduğu olduğunu ancak ama göre kadar sonra önce her " +
  // Russian, Ukrainian
  "и в во на с со по к ко у о об от до за из для при не ни но а или что как это этот эта эти то тот та те он она они оно его её их был была было были есть быть также уже еще ещё же ли бы чтобы который которая которые после " +
  "і й та в у на з із зі по до від за для при не ні але або що як це цей ця ці той те він вона вони воно його її їх був була було були є бути також вже ще ж чи би щоб який яка які після про " +
  // Arabic
  "في من على إلى عن مع أن إن كان كانت هذا هذه ذلك التي الذي الذين ما لا لم لن قد هو هي هم و أو ثم بعد قبل بين كما";

/** Function words elsewhere that are words of substance in English. */
const ENGLISH_CONTENT = "die war hat son pour sin dos era plus sera don fit ha est con per non lo si mi mas como";

const STOP_WORDS: ReadonlySet<string> = stopWords();

function stopWords(): Set<string> {
  const all = new Set(OTHERS.split(" "));
  for (const word of ENGLISH_CONTENT.split(" ")) all.delete(word);
  for (const word of ENGLISH.split(" ")) all.add(word);
  return all;
}

/** Whether a lower-case word (without apostrophes) is a function word of any language known here. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
