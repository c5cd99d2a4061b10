/** The most frequent words of some languages besides English, folded: they must not make two reports look alike before the window has learnt them. */
export const FUNCTION_WORDS: readonly string[] = [
  // German
  "der die das den dem des ein eine einen einem einer eines und oder aber nicht ist sind war waren wird werden wurde hat haben hatte mit von vom zu zum zur im am bei nach aus auf fur uber um als wie auch noch nur dass sich sie er es wir ich so an in bis durch gegen seit sein seine ihre ihr kann soll mehr sagte",
  // French
  "le la les un une des du de et ou mais ne pas est sont etait ont avait avec dans par pour sur sous aux au ce cette ces qui que quoi dont il elle ils elles on nous vous je se sa son ses leur leurs plus comme apres avant entre selon aussi ete etre fait dit deux tout",
  // Spanish
  "el los las una uno unos del al lo por para con sin sobre entre hasta desde pero no es son fue era ser ha han habia que como mas su sus se esta este estos estas cuando tambien muy ya todo todos segun dijo tras anos dos",
  // Portuguese
  "os as um uma ao aos do da dos das em no na nos nas por pelo pela para com sem mas nao foi era ser tem ter seu sua seus suas mais como quando tambem ja entre ate depois sobre disse ele ela isso esta este ano anos",
  // Italian
  "il gli uno una della delle dei degli dello del al alla alle dal dalla nel nella nelle sul sulla con per tra fra non che chi cui come piu sono era stato stata ha hanno aveva anche ma se suo sua loro questo questa dopo prima due anni detto",
  // Dutch
  "het een van voor met niet zijn was werd wordt worden heeft hebben had ook nog maar als dan dat die dit deze aan bij naar uit over door om op te tot er hij zij ze we ik hun meer geen kan zal",
  // Swedish, Norwegian, Danish
  "och att det som en ett den av for med till pa inte ar var har hade om han hon de men sig fran kan ska skal vid efter ogsa og ikke er til fra blev blir etter men der eller sa ved",
  // Polish
  "i w na z do nie sie ze jest to o jak po od za dla przez przy ale czy tak juz tylko jego jej ich byl byla bylo byly ktory ktora ktore oraz tym tego roku",
  // Turkish
  "ve bir bu da de ile icin olarak olan daha gibi kadar sonra ama cok en ne o oldu ise diye",
  // Russian, Ukrainian
  "и в на не что с по как к у из за от о для это он она они мы я же бы но а или до при так все его ее их был была было были уже также еще после году і у та що не на з до від для це як був була було були його її їх але також року",
  // Arabic
  "في من على إلى عن أن إن ما لا هذا هذه التي الذي كان كانت قد بعد قبل بين مع كل أو ثم حيث وفي ومن",
];
