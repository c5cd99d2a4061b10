import type { Language } from "./language.ts";

const MONTH = "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember";
const FEW = "\\d+|ein(?:em|er)|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|wenigen|einigen|vielen";

export const GERMAN: Language = {
  code: "de",
  spaced: true,
  functionWords:
    "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch " +
    "wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei hatte kann gegen vom können schon wenn habe seine ihre dann " +
    "unter wir soll ich eines diese dieser dieses diesem diesen wieder keine kein seinen seiner worden ihr ihrer waren wurden seit was wer wo doch jedoch zwischen " +
    "sollen würde müssen muss will sowie während ab ob mich mir uns unser dort damit da weil nun beim ins je",
  openers:
    "er|sie|es|ihm|ihr|ihre[rnms]?|ihnen|sein|seine[rnms]?|dies|diese[rnms]?(?! (?:woche|jahr|monat|sommer|winter|tage))|jene[rnms]?|" +
    "das (?:ist|sei|war|wäre|habe|hat|hätte|gilt|gelte|werde|wird|bedeutet|teilte|sagte|geht|soll|liegt|würde|sind)|dort|da|damit|dafür|dagegen|daher|darauf|darin|" +
    "darüber|davon|dazu|deshalb|deswegen|dennoch|trotzdem|dabei|danach|daraufhin|anschließend|zuvor|außerdem|zudem|ferner|allerdings|jedoch|hingegen|gleichzeitig|" +
    "zugleich|unterdessen|inzwischen|mittlerweile|doch|aber|denn|und|oder|so|auch|beide|beides|letztere*|erstere*|solche*|derweil|demnach|demzufolge|stattdessen|" +
    "hinzu kommt|grund (?:dafür|ist|sei)|hintergrund (?:ist|sei)|ebenso|ebenfalls|weiter|später|kurz darauf|wenig später|schließlich|nun|jetzt|hier|eine[rs]? von ihnen|" +
    "zu diesem|in diesem (?:fall|zusammenhang)|aus diesem grund|nach (?:diesem|dieser|diesen)|nach (?:seinen|ihren|deren|dessen) (?:angaben|worten)|laut ihm|ihm zufolge|ihr zufolge|seitdem|seither|bis dahin|nein|ja",
  pronouns: "er|sie|ihm|ihn",
  self: "ich|mir|mich|mein|meine[rnms]?|wir|uns|unser|unsere[rnms]?|du|dir|dich|euch|eure[rnms]?",
  // German puts the verb second: without its opening word a sentence would begin with the verb.
  connectives: "",
  speech:
    'sagte|sagten|sagt|erklärte|erklärten|erklärt|betonte|betonten|kündigte|teilte|berichtete|warnte|warnten|forderte|forderten|schrieb|meinte|fügte|bestätigte|versicherte|kritisierte|lobte|räumte|(?<=["“”«»], ?)so',
  titles:
    "*präsident|*präsidentin|*minister|*ministerin|*meister|*meisterin|*sprecher|*sprecherin|*leiter|*leiterin|*chef|*chefin|*direktor|*direktorin|*rat|*rätin|*professor|" +
    "*professorin|*vorsitzende|*vorsitzender|*führer|*führerin|*forscher|*forscherin|*expert*|*richter|*richterin|*anwalt|*anwältin|*trainer|*trainerin|*kapitän|" +
    "*kanzler|*kanzlerin|*vorstand|*kommandant|*kommissar*|*beauftragte*|dr|prof|herr|frau",
  oblique: "von|vom|in|im|aus|bei|beim|mit|für|an|am|auf|zu|zum|zur|nach|über|gegen|durch|vor",
  past: `vor (?:(?:mehr als|rund|gut|etwa|fast|knapp) )?(?:${FEW}) (?:jahr*|monat*|wochen?)|damals|früher|ehemals|ursprünglich|gegründet|erbaut|letzte[nrs]? (?:jahr*|monat*|woche|winter|sommer)|vergangene[nrs]? (?:jahr*|monat*|woche|winter|sommer)|vorjahr*|jahrzehnt*|jahrhundert*|seit (?:${FEW}) jahren`,
  ahead:
    "wird|werden|angesetzt|würde|würden|soll|sollen|sollte|sollten|will|könnte|könnten|dürfte|dürften|plant|planen|geplant|erwartet|voraussichtlich|künftig|demnächst|nächste[nrs]?|kommende[nrs]?|spätestens|falls|sofern|bis (?:ende|mitte|anfang)|droht|drohen|frühestens|vorgesehen",
  dated: `am (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|kommende[nrs]?|nächste[nrs]?|bis (?:ende|anfang|mitte|zum)|im (?:${MONTH})|\\d{1,2}\\. (?:${MONTH})|spätestens|frist*`,
  unknown:
    "unklar|nicht bekannt|unbekannt|(?:noch|bleibt|blieb|ist|sei|weiter|weiterhin) offen|nicht geklärt|ungeklärt|steht noch nicht fest|stand zunächst nicht fest|keine angaben|nicht dazu äußern|keine stellungnahme",
  months: "januar februar märz april mai juni juli august september oktober november dezember",
  dirt: "foto:|bild:|lesen sie (?:auch|hier|mehr)|lesen sie dazu|mehr zum thema|newsletter|cookies?|abonnieren sie|jetzt abonnieren|anzeige|alle rechte vorbehalten|hier klicken",
  headings: {
    highlights: "Das Wichtigste im Zusammenhang",
    background: "Hintergrund",
    outlook: "Was daraus folgen könnte und was noch aussteht",
    differences: "Worin sich die Quellen unterscheiden",
    unknowns: "Noch nicht bekannt",
    sources: "Quellen",
  },
  labels: [
    ["Bedingung", "wenn|falls|sofern|vorausgesetzt|unter der bedingung|hängt davon ab|abhängig"],
    [
      "Widerstand",
      "lehnt|lehnen|lehnte|lehnten|abgelehnt|kritisier*|kritik|protest*|widerspruch|klage|klagen|verweiger*|wehrt|wehren|dagegen",
    ],
    ["Unterstützung", "begrüß*|unterstütz*|befürwort*|lobt|lobte|fördert|fördern|zugesagt"],
    [
      "Risiko",
      "risik*|gefahr|gefahren|gefährd*|warnt|warnte|warnten|warnung*|droht|drohen|befürcht*|sorge|sorgen|unsicher*",
    ],
    ["Offene Frage", "ob|unklar|ungewiss|offen|fraglich"],
    [
      "Zeitplan",
      `bis (?:zum|ende|mitte|anfang|spätestens)|frist*|spätestens|innerhalb|binnen|im (?:${MONTH})|in den (?:nächsten|kommenden)|frühestens`,
    ],
    ["Nächster Schritt", "soll|sollen|wird|werden|will|plant|planen|geplant|vorgesehen|nächste[nrs]?|kommende[nrs]?"],
  ],
};
