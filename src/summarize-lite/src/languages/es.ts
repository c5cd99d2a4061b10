import type { Language } from "./language.ts";

const MONTH = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre";
const DAY = "lunes|martes|miércoles|jueves|viernes|sábado|domingo";
const FEW = "\\d+|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|pocos|varios|algunos";

export const SPANISH: Language = {
  code: "es",
  spaced: true,
  functionWords:
    "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde " +
    "quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos e esto antes algunos qué unos yo otro otras otra él tanto esa estos mucho quienes nada " +
    "cual ella estas algo nosotros fue son ha han había era ser es está están según tras será dos según hace años año tiene",
  openers:
    "él|ella|ellos|ellas|ello|eso|esto|este(?! (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|año|mes|invierno|verano))|esta(?! (?:semana|mañana|tarde|noche))|estos(?! días)|estas|ese|esa|esos|esas|aquel|aquella|aquellos|" +
    "su|sus|allí|ahí|aquí|pero|y|e|o|sino|pues|así|aun así|además|también|tampoco|entonces|luego|después|por (?:eso|ello|tanto|lo tanto|otra parte|otro lado|su parte|esto)|sin embargo|no obstante|en cambio|asimismo|" +
    "mientras tanto|al mismo tiempo|a su vez|en este sentido|en ese (?:sentido|momento|contexto)|ante esto|de hecho|de este modo|de esta manera|finalmente|más tarde|poco después|al día siguiente|desde entonces|hasta entonces|" +
    "ambos|ambas|otro|otra|otros|otras|uno de ellos|una de ellas|tal|tales|dich[oa]s?|lo mismo|lo anterior|el mismo|la misma|(?:añadió|dijo|afirmó|aseguró|explicó|señaló|agregó|indicó|recordó|destacó|subrayó|advirtió|insistió) que|según (?:él|ella|ellos)|a su juicio|en su opinión|sí",
  pronouns: "él|ella|ellos|ellas",
  self: "yo|mí|mi|mis|me|nosotros|nosotras|nos|nuestr[oa]s?|tú|ti|usted|ustedes|vosotros",
  connectives:
    "(?:sin embargo|no obstante|además|asimismo|en cambio|por otra parte|por otro lado|mientras tanto|al mismo tiempo|de hecho|por lo tanto|por tanto|finalmente), ",
  speech:
    "dijo|dijeron|afirmó|afirmaron|aseguró|explicó|señaló|añadió|agregó|indicó|declaró|declararon|anunció|advirtió|sostuvo|recordó|subrayó|destacó|insistió|manifestó|confirmó|reconoció|lamentó|prometió|admitió|escribió|apuntó|dice|afirma|asegura|explica|señala|ha dicho|ha afirmado|ha explicado|ha señalado|ha asegurado|ha declarado|según",
  titles:
    "presidente|presidenta|ministro|ministra|alcalde|alcaldesa|don|doña|dr|dra|sr|sra|doctor|doctora|profesor|profesora",
  oblique: "de|del|a|al|en|con|por|para|contra|desde|hasta|sobre|entre",
  past: `hace (?:(?:más de|casi|unos|unas|apenas) )?(?:${FEW}) (?:años?|meses|mes|semanas?)|el año pasado|el mes pasado|la semana pasada|(?:invierno|verano|otoño) pasado|la primavera pasada|desde hace (?:${FEW}) años|antiguamente|en aquel entonces|fundad[oa]|construid[oa]|inaugurad[oa]|décadas?|siglos?|había sido|habían sido`,
  ahead:
    "va a|van a|será|serán|sería|serían|deberá|deberán|debería|deberían|podrá|podrán|podría|podrían|*ará|*arán|*erá|*erán|*irá|*irán|prevé|prevén|previst[oa]s?|programad[oa]s?|convocad[oa]s? para|planea|planean|espera|esperan|próxim[oa]s?|próximamente|pronto|antes de que|pendiente",
  dated: `próxim[oa]s?|(?:el|este) (?:${DAY})|antes (?:de|del)|a (?:finales|principios|mediados) de|en (?:${MONTH})|\\d{1,2} de (?:${MONTH})|plazo`,
  unknown:
    "se desconoce|se desconocen|desconocid[oa]s?|aún no se (?:sabe|conoce|ha)|todavía no se (?:sabe|conoce|ha)|no se ha (?:aclarado|informado|confirmado|precisado|determinado)|no está claro|no (?:ha|han) (?:precisado|aclarado|confirmado|informado|explicado|querido (?:decir|comentar)|dicho|revelado)|por determinar|sin (?:aclarar|esclarecer)|no quiso (?:hacer comentarios|comentar|decir)|declinó (?:comentar|decir)|es una incógnita",
  months: "enero febre marzo abril mayo junio julio agost septi octub novie dicie",
  dirt: "foto:|imagen:|lea también|lee también|te puede interesar|newsletter|boletín gratuito|cookies?|suscríb*|publicidad|todos los derechos reservados|haz clic|haga clic|síguenos",
  headings: {
    highlights: "Contexto y claves",
    background: "Antecedentes",
    outlook: "Qué puede significar y qué retos quedan por delante",
    differences: "En qué difieren las fuentes",
    unknowns: "Lo que aún no se sabe",
    sources: "Fuentes",
  },
  labels: [
    ["Condición", "si|siempre que|a condición|a menos que|salvo que|dependerá|depende"],
    [
      "Oposición",
      "opon*|opus*|rechaz*|critic*|crític[oa]s?|conden*|protest*|recurso|recurrir*|negó|niega|niegan|denunci*",
    ],
    ["Apoyo", "apoy*|respald*|celebr[óa]|elogi*|aplaudi*|favorables?"],
    ["Riesgo", "riesgos?|amenaz*|peligr*|tem[eo]n?|temor*|adviert*|advirti*|preocup*|incertidumbre"],
    ["Pregunta abierta", "queda por (?:saber|ver|decidir)|incógnita|pregunta*|no está claro"],
    [
      "Plazos",
      `plazos?|antes (?:de|del)|a (?:finales|principios|mediados) de|en (?:${MONTH})|\\d{1,2} de (?:${MONTH})|en los próximos|en las próximas|dentro de`,
    ],
    [
      "Próximo paso",
      "va a|van a|será|serán|deberá|deberán|*ará|*arán|*erá|*erán|*irá|*irán|prevé|prevén|previst[oa]s?|planea|planean|próximo paso",
    ],
  ],
};
