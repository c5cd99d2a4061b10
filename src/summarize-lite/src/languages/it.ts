import type { Language } from "./language.ts";

const MONTH = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre";
const DAY = "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica";
const FEW = "\\d+|un|una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dodici|quindici|venti|pochi|alcuni|molti";

export const ITALIAN: Language = {
  code: "it",
  spaced: true,
  functionWords:
    "di e il la che in a per un del è non una con si i da le della al come più dei alla nel anche ha sono gli lo dal ma delle se o dopo sul nella ad suo sua loro cui questo " +
    "questa ed stato era dalla degli tra hanno chi essere fra alle già due quando ai all' dell' nell' sull' dall' l' un' d' c' quest' dello nello sullo entro inoltre dove molto prima perché quello quella ci fino agli dalle dai " +
    "sulla nei nelle ancora così secondo senza mentre ogni stata stati state solo tutti tutto fa sarà aveva erano ne io noi mi vi dove poi contro oggi ieri",
  openers:
    "lui|lei|esso|essa|essi|esse|egli|ella|loro|questo|questa(?! (?:settimana|mattina|sera|notte))|quest[’'](?!anno|estate)*|questi|queste|quello|quella|quelli|quelle|ciò|quel|così|il suo|la sua|i suoi|le sue|il loro|la loro|" +
    "ma|e|ed|o|però|tuttavia|inoltre|anche|infatti|quindi|dunque|perciò|pertanto|allora|poi|infine|intanto|nel frattempo|allo stesso tempo|al contempo|d[’']altra parte|invece|al contrario|per questo|per questa ragione|" +
    "di conseguenza|in questo (?:contesto|senso|caso)|da allora|fino ad allora|più tardi|poco dopo|il giorno (?:dopo|seguente)|là|lì|qui|entrambi|entrambe|altri|altre|un altro|un[’']altra|uno di loro|una di loro|" +
    "tale|tali|quest[’']ultim[oa]|secondo (?:lui|lei|loro)|a suo (?:parere|avviso|dire)|a sua volta|dal canto suo|(?:ha|hanno) (?:aggiunto|detto|spiegato|affermato|sottolineato|ricordato|precisato|concluso) che|sì|no",
  pronouns: "lui|lei|egli|ella|essi",
  self: "io|mi|mio|mia|miei|mie|noi|nostr[oaie]|tu|voi|vostr[oaie]",
  connectives:
    "(?:tuttavia|inoltre|nel frattempo|intanto|allo stesso tempo|al contempo|d[’']altra parte|di conseguenza|infine|pertanto|infatti), ",
  speech:
    "ha detto|ha dichiarato|ha affermato|ha spiegato|ha aggiunto|ha sottolineato|ha annunciato|ha avvertito|ha commentato|ha precisato|ha ricordato|ha assicurato|ha ribadito|ha concluso|ha promesso|ha ammesso|ha scritto|hanno detto|hanno dichiarato|dice|afferma|spiega|aggiunge|sottolinea|commenta|disse|dichiarò|secondo",
  titles:
    "presidente|ministro|ministra|sindaco|sindaca|signor|signora|dottor|dottoressa|dott|prof|professor|professoressa|onorevole|avvocato",
  oblique: "di|del|della|dello|dei|degli|delle|a|al|alla|in|nel|nella|con|per|da|dal|dalla|su|sul|sulla|contro|tra|fra",
  past: `(?:${FEW}) (?:anni|mesi|settimane|anno|mese) fa|l[’']anno scorso|lo scorso (?:anno|mese|inverno|autunno)|la scorsa (?:settimana|estate|primavera)|(?:mese|inverno|autunno) scorso|da (?:${FEW}) anni|un tempo|allora|fondat[oa]|costruit[oa]|inaugurat[oa]|decenni[oa]?|secol[oi]|era (?:già )?stat[oa]|erano (?:già )?stat[ie]`,
  ahead:
    "sarà|saranno|sarebbe|sarebbero|dovrà|dovranno|dovrebbe|dovrebbero|potrà|potranno|potrebbe|potrebbero|*erà|*eranno|*irà|*iranno|prevede|prevedono|previst[oaie]|in programma|fissat[oaie] (?:per|al)|intende|intendono|prossim[oaie]|presto|entro|attes[oaie]|rischia|rischiano",
  dated: `entro|prossim[oaie]|(?:${DAY})|fine (?:mese|anno)|a (?:${MONTH})|\\d{1,2} (?:${MONTH})|scadenza`,
  unknown:
    "non è (?:ancora )?(?:chiaro|noto|stato (?:chiarito|reso noto|precisato|confermato))|non è stata (?:chiarita|resa nota|precisata|confermata)|non si sa|non si conosc*|resta da (?:capire|chiarire|stabilire)|restano da chiarire|ancora ignot[oaie]|non (?:ha|hanno) (?:ancora )?(?:precisato|chiarito|spiegato|voluto (?:commentare|dire)|reso not[oaie]|confermato|comunicato)",
  months: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
  dirt: "foto:|leggi anche|leggi tutto|newsletter|cookies?|abbonati|iscriviti|pubblicità|tutti i diritti riservati|riproduzione riservata|clicca qui|seguici",
  headings: {
    highlights: "Contesto e punti chiave",
    background: "Gli antefatti",
    outlook: "Che cosa può significare e quali sfide restano",
    differences: "Dove le fonti divergono",
    unknowns: "Che cosa non si sa ancora",
    sources: "Fonti",
  },
  labels: [
    ["Condizione", "se|a condizione|purché|a patto|a meno che|dipenderà|dipende|solo se"],
    [
      "Opposizione",
      "oppon*|oppost*|contrari[oaie]?|respin*|rifiut*|critic*|condann*|protest*|ricorso|boccia*|contest*",
    ],
    ["Sostegno", "sostien*|sosten*|appogg*|accol[gt]*|favorevol*|plaud*|elogi*"],
    ["Rischio", "risch*|minacc*|pericol*|tem[eo]|temono|timor*|avvert*|allarm*|preoccup*|incert*"],
    ["Questione aperta", "resta da|restano da|interrogativ*|non è (?:ancora )?chiaro|domanda|dubbi*"],
    [
      "Tempi",
      `entro|scadenza|a (?:${MONTH})|\\d{1,2} (?:${MONTH})|fine (?:mese|anno)|nei prossimi|nelle prossime|tempi`,
    ],
    [
      "Prossimo passo",
      "sarà|saranno|dovrà|dovranno|dovrebbe|dovrebbero|*erà|*eranno|*irà|*iranno|prevede|prevedono|previst[oaie]|intende|prossimo passo",
    ],
  ],
};
