import type { Language } from "./language.ts";

const MONTH = "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro";
const DAY = "segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado|domingo";
const FEW =
  "\\d+|um|uma|dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|doze|quinze|vinte|poucos|poucas|alguns|vários|várias";

export const PORTUGUESE: Language = {
  code: "pt",
  spaced: true,
  functionWords:
    "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre " +
    "depois sem mesmo aos seus quem nas me esse eles você essa num nem suas meu às minha numa pelos elas qual nós lhe deles essas esses pelas este dele foi são é está ser " +
    "tem têm foram havia era há segundo ainda após sobre será dois duas anos ano onde contra desde durante antes então nossa nosso isto esta estão pode",
  openers:
    "ele|ela|eles|elas|isso|isto|aquilo|este(?! (?:ano|mês|domingo|sábado))|esta(?! (?:semana|manhã|tarde|noite|segunda|terça|quarta|quinta|sexta))|estes|estas|esse|essa|esses|essas|aquele|aquela|seu|sua|seus|suas|o seu|a sua|os seus|as suas|" +
    "ali|lá|aí|aqui|mas|e|ou|porém|contudo|todavia|entretanto|no entanto|além disso|além do mais|também|então|assim|portanto|por isso|logo|depois|em seguida|por fim|enquanto isso|ao mesmo tempo|por outro lado|por sua vez|" +
    "em contrapartida|apesar disso|com isso|diante disso|nesse (?:sentido|contexto|caso)|neste (?:sentido|contexto|caso)|desde então|até então|mais tarde|pouco depois|no dia seguinte|ambos|ambas|outro|outra|outros|outras|" +
    "um deles|uma delas|tal|tais|o mesmo|a mesma|d[eo]st[ea] (?:modo|forma)|dess[ea] (?:modo|forma)|(?:disse|afirmou|acrescentou|explicou|destacou|ressaltou|sublinhou|lembrou|garantiu) que|segundo (?:ele|ela|eles|elas)|na sua opinião|sim",
  pronouns: "ele|ela|eles|elas",
  self: "eu|mim|meu|minha|meus|minhas|nós|nosso|nossa|nossos|nossas|tu|você|vocês|vós",
  connectives:
    "(?:no entanto|entretanto|porém|contudo|além disso|enquanto isso|ao mesmo tempo|por outro lado|em contrapartida|por fim|portanto), ",
  speech:
    "disse|disseram|afirmou|afirmaram|declarou|explicou|acrescentou|anunciou|alertou|destacou|ressaltou|sublinhou|garantiu|lembrou|lamentou|prometeu|admitiu|reconheceu|escreveu|observou|comentou|avisou|concluiu|diz|afirma|explica|segundo",
  titles:
    "presidente|ministro|ministra|prefeito|prefeita|governador|governadora|senhor|senhora|sr|sra|dr|dra|doutor|doutora|professor|professora|dom|dona",
  oblique: "de|do|da|dos|das|a|à|ao|em|no|na|nos|nas|com|por|para|contra|desde|até|sobre|entre|pelo|pela",
  past: `há (?:(?:mais de|quase|cerca de) )?(?:${FEW}) (?:anos?|meses|mês|semanas?)|no ano passado|no mês passado|na semana passada|(?:inverno|verão|outono) passado|antigamente|na época|à época|fundad[oa]|construíd[oa]|inaugurad[oa]|décadas?|séculos?|havia sido|haviam sido|tinha sido|tinham sido`,
  ahead:
    "vai|vão|será|serão|seria|seriam|deverá|deverão|deve|devem|deveria|deveriam|poderá|poderão|poderia|poderiam|pode|podem|*ará|*arão|*erá|*erão|*irá|*irão|prevê|preveem|previst[oa]s?|marcad[oa]s? para|agendad[oa]s? para|planeja|planejam|pretende|pretendem|próxim[oa]s?|em breve|até o fim|até ao fim",
  dated: `próxim[oa]s?|na (?:${DAY})|no (?:sábado|domingo)|até (?:o|ao|a|à|\\d)*|em (?:${MONTH})|\\d{1,2} de (?:${MONTH})|prazo`,
  unknown:
    "não se sabe|ainda não (?:se sabe|foi|foram|está|há|é|se conhece)|não está claro|não (?:foi|foram) (?:divulgad[oa]s?|esclarecid[oa]s?|informad[oa]s?|confirmad[oa]s?)|desconhecid[oa]s?|não (?:informou|informaram|divulgou|divulgaram|esclareceu|explicou|confirmou|revelou|quis (?:comentar|dizer)|disse)|por (?:determinar|esclarecer)|é uma incógnita",
  months: "janei fever março abril maio junho julho agost setem outub novem dezem",
  dirt: "foto:|imagem:|leia também|leia mais|veja também|newsletter|cookies?|assine|inscreva-se|publicidade|todos os direitos reservados|clique aqui|siga-nos",
  headings: {
    highlights: "Contexto e destaques",
    background: "Antecedentes",
    outlook: "O que isto pode significar e os desafios pela frente",
    differences: "Em que as fontes divergem",
    unknowns: "O que ainda não se sabe",
    sources: "Fontes",
  },
  labels: [
    ["Condição", "se|desde que|com a condição|a menos que|a não ser que|dependerá|depende|caso"],
    [
      "Oposição",
      "opõe*|opuser*|oposição|rejeit*|recus*|critic*|crític[oa]s?|conden*|protest*|recurso|recorrer*|contest*",
    ],
    ["Apoio", "apoi*|saud[ao]u?|elogi*|aplaud*|favoráve*|respald*"],
    ["Risco", "riscos?|ameaç*|perigo*|tem[eo]m?|temor*|receio*|alert*|preocup*|incert*"],
    ["Questão em aberto", "resta saber|falta saber|em aberto|incógnita|dúvida*|não está claro"],
    [
      "Prazos",
      `prazos?|até (?:o fim|ao fim|o final|ao final|meados|o início)|em (?:${MONTH})|\\d{1,2} de (?:${MONTH})|nos próximos|nas próximas|dentro de`,
    ],
    [
      "Próximo passo",
      "vai|vão|será|serão|deverá|deverão|deve|devem|*ará|*arão|*erá|*erão|*irá|*irão|prevê|preveem|previst[oa]s?|marcad[oa]s? para|agendad[oa]s? para|planeja|pretende|pretendem|próximo passo",
    ],
  ],
};
