import type { Language } from "./language.ts";

const MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";
const DAY = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche";
const FEW = "\\d+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|quelques|plusieurs";

export const FRENCH: Language = {
  code: "fr",
  spaced: true,
  functionWords:
    "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux cette ont ses mais comme ou si leur y dont elle été deux " +
    "sa était aussi même être ces où ils après sans nous avait entre fait selon avant elles encore lors vers chez cela leurs tout tous toute toutes depuis très ainsi " +
    "sera serait peut doit contre je vous on alors afin dès l' d' qu' n' s' c' j' m' jusqu' lorsqu' notre nos votre soit ayant étaient ceux celle celui",
  openers:
    "il(?! (?:y a|faut|faudra|reste))|elle|ils|elles|on(?! (?:ignore|ne (?:sait|connaît)))|ce|c[’']est|c[’']était|cela|ça|ceci|cette(?! (?:semaine|année))|cet|ces(?! derni)|celui-ci|celle-ci|ceux-ci|celles-ci|son|sa|ses|leur|leurs|lui|" +
    "mais|et|ou|or|donc|car|ainsi|aussi|alors|puis|ensuite|enfin|cependant|pourtant|toutefois|néanmoins|en effet|par ailleurs|de plus|en outre|en revanche|au contraire|par conséquent|" +
    "dès lors|pour autant|malgré (?:cela|tout)|dans ce (?:contexte|cadre)|à cet égard|pour (?:cela|ce faire)|depuis lors|là|ici|parmi (?:eux|elles)|ces derniers|ce dernier|cette dernière|" +
    "les deux (?:hommes|femmes|parties|camps)|un autre|une autre|d[’']autres|certains d[’']entre|plus tard|peu après|le lendemain|la veille|entre-temps|de son côté|pour sa part|également|selon (?:lui|elle|eux|elles)|d[’']après (?:lui|elle)|à (?:ses|leurs) yeux|même|oui|non",
  pronouns: "il(?! (?:y a|faut|faudra|reste|est (?:prévu|possible|encore|trop)))|elle|ils|elles",
  self: "je|j[’']*|moi|mon|ma|mes|nous|notre|nos|tu|toi|vous|votre|vos",
  connectives:
    "(?:cependant|pourtant|toutefois|néanmoins|par ailleurs|de plus|en outre|en revanche|par conséquent|en effet|entre-temps|dans le même temps|enfin), ",
  speech:
    "a déclaré|a dit|a affirmé|a expliqué|a indiqué|a précisé|a ajouté|a souligné|a estimé|a assuré|a annoncé|a averti|a confié|a rappelé|a regretté|a répondu|a insisté|a promis|a prévenu|déclare|affirme|explique|indique|précise|ajoute|souligne|estime|assure|annonce|avertit|confie|rappelle|regrette|dit|dénonce|déplore|prévient|martèle|observe|note|lance|confirme|reconnaît|témoigne|raconte|insiste|résume|conclut|plaide|promet|répond|a dénoncé|a déploré|a confirmé|a reconnu|a conclu|a lancé|a témoigné|a raconté|a écrit|a commenté|a fait savoir|ont déclaré|ont indiqué|selon",
  titles: "m|mme|mlle|dr|pr|président|présidente|ministre|maire|monseigneur|maître|professeur|professeure",
  oblique: "de|du|des|à|au|aux|en|dans|par|pour|avec|chez|vers|contre|sur",
  past: `il y a (?:(?:plus de|près de|environ|à peine) )?(?:${FEW}) (?:ans?|mois|semaines?)|l[’']an dernier|l[’']année dernière|le mois dernier|la semaine dernière|(?:hiver|été|printemps|automne) dernier|depuis (?:${FEW}) ans|autrefois|naguère|à l[’']époque|fondée?|créée?|construite?|décennies?|siècles?|avait (?:déjà )?été|avaient (?:déjà )?été`,
  ahead:
    "va|vont|sera|seront|serait|seraient|devra|devront|devrait|devraient|pourra|pourront|pourrait|pourraient|aura|auront|*era|*eront|*ira|*iront|prévoit|prévoient|prévue?s?|envisage|envisagent|prochaine?s?|prochainement|bientôt|d[’']ici|attendue?s?|programmée?s?|fixée?s? (?:au|à)|risque|risquent|reste à",
  dated: `(?:${DAY})(?: prochain)?|prochaine?s?|d[’']ici|avant (?:la fin|le|fin)|fin (?:${MONTH})|en (?:${MONTH})|\\d{1,2} (?:${MONTH})|échéance`,
  unknown:
    "on ignore|on ne (?:sait|connaît) pas(?: encore)?|reste(?:nt)? (?:inconnue?s?|à déterminer|à préciser|incertaine?s?)|n[’'](?:est|était|a|ont|étaient|sont) pas (?:encore )?(?:connue?s?|été (?:précisée?s?|communiquée?s?|établie?s?|confirmée?s?)|précisé|indiqué|communiqué|souhaité (?:commenter|réagir|dire)|voulu (?:commenter|dire))|pas encore (?:connue?s?|déterminée?s?|établie?s?)|inconnue?s? à ce stade|refusé de (?:commenter|dire|préciser)",
  months: "janv févr mars avri mai juin juil août sept octo nove déce",
  dirt: "photo :|crédit photo|lire aussi|à lire|newsletter|cookies?|abonnez-vous|inscrivez-vous|publicité|tous droits réservés|cliquez ici|suivez-nous",
  headings: {
    highlights: "Contexte et faits marquants",
    background: "Rappel des faits",
    outlook: "Ce que cela pourrait changer et les défis à venir",
    differences: "Ce sur quoi les sources divergent",
    unknowns: "Ce que l’on ne sait pas encore",
    sources: "Sources",
  },
  labels: [
    ["Condition", "si|s[’']il*|à condition|sous réserve|dépendra|dépend|sauf si|à moins"],
    ["Opposition", "oppos*|rejett*|rejet|refus*|critiqu*|condamn*|protest*|contest*|recours|dénonc*"],
    ["Soutien", "salu*|soutien*|soutenir|appui*|approuv*|favorables?|s[’']est félicitée?"],
    ["Risque", "risqu*|menac*|danger*|craint|craignent|craintes?|redout*|averti*|inquiét*|inquiet*|incertain*"],
    ["Question ouverte", "reste à savoir|question|incertaine?s?|savoir si|on ignore"],
    [
      "Calendrier",
      `d[’']ici|avant (?:la fin|le|fin)|échéance|délai|date limite|prochaine?s?|en (?:${MONTH})|\\d{1,2} (?:${MONTH})|dans les (?:${FEW}|prochain*) (?:jours|semaines|mois)`,
    ],
    [
      "Prochaine étape",
      "va|vont|sera|seront|devra|devront|devrait|devraient|prévoit|prévoient|prévue?s?|*era|*eront|*ira|*iront|prochaine étape",
    ],
  ],
};
