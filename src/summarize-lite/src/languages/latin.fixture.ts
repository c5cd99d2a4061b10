import type { Sample } from "./sample.fixture.ts";

export const LATIN: readonly Sample[] = [
  {
    language: "de",
    lede: "stellt die Fährverbindung",
    speaker: "Henrike Stolberg",
    title: "Reederei stellt Fähre nach Lüttoog bis zum Frühjahr ein",
    text: `GREETHAVEN (Küstendienst) – Die Reederei Nordkamm stellt die Fährverbindung zur Insel Lüttoog bis zum Frühjahr ein, nachdem Prüfer am Montag Risse im Rumpf des einzigen Schiffes gefunden haben.

Von der Entscheidung sind 1.240 Inselbewohner und rund 90 geplante Fahrten betroffen. Die Gemeinde richtete am Montagabend einen Krisenstab im Rathaus ein.

„Wir schicken niemanden mit einem Schiff auf See, dem wir selbst nicht mehr trauen“, sagte Henrike Stolberg, die Geschäftsführerin der Reederei.

Sie versprach außerdem eine schnelle Lösung.

Lebensmittel und Medikamente bringt vorerst ein Frachtkutter auf die Insel, der zweimal in der Woche fährt. Schüler der Oberstufe werden auf dem Festland untergebracht.

Die Fähre „Seeadler“ wurde 1988 gebaut und nach einer Kollision im Jahr 2019 aufwendig repariert. Vor drei Jahren lehnte der Kreistag den Kauf eines zweiten Schiffes ab.

Sollte bis zum Jahresende kein Ersatzschiff gefunden werden, droht der Inselschule nach Angaben der Gemeinde die Schließung.

Der Kreistag will am 3. Dezember über einen Kredit von 4,5 Millionen Euro entscheiden.

Wer die Reparatur bezahlt, ist noch unklar.

Lesen Sie auch: Was Reisende jetzt wissen müssen`,
  },
  {
    language: "de",
    lede: "verurteilt",
    speaker: "Ansgar Velten",
    title: "Gericht verurteilt Molkerei Almgut zu Millionenstrafe",
    text: `Das Landgericht Obertann hat die Molkerei Almgut am Donnerstag wegen der Einleitung von Abwasser in die Schwarzach zu einer Geldstrafe von 6,2 Millionen Euro verurteilt.

Zwischen März und Juni gelangten nach Überzeugung der Kammer fast 800 Kubikmeter ungeklärtes Wasser in den Fluss. Auf einer Länge von elf Kilometern starben die Fische.

Richter Ansgar Velten sagte bei der Urteilsverkündung: „Das Unternehmen kannte die Messwerte und hat sie wochenlang in der Schublade liegen lassen.“

Der Angelverein Obertann begrüßte das Urteil und unterstützt die Forderung nach strengeren Kontrollen. Die Molkerei lehnt das Urteil ab und kündigte Berufung an.

Gegründet wurde Almgut 1952 von zwölf Bauern aus dem Tal. Bereits 2021 musste der Betrieb ein Bußgeld zahlen.

Das Werk beschäftigt 340 Menschen und ist der größte Arbeitgeber im Landkreis.

Deshalb fürchten viele um ihre Stelle.

Das Oberlandesgericht soll im Frühjahr über die Berufung verhandeln. Bis Ende März muss die Molkerei eine neue Kläranlage in Betrieb nehmen.

Zur Höhe des Schadens machte die Umweltbehörde zunächst keine Angaben.`,
  },
  {
    language: "fr",
    lede: "a approuvé mardi",
    speaker: "Solène Marchaudon",
    title: "Le conseil de Valbrune approuve la ligne de tramway",
    text: `VALBRUNE (Dépêche du Nord) – Le conseil municipal de Valbrune a approuvé mardi soir la construction d’une ligne de tramway de 12 kilomètres entre la gare et l’université, par 31 voix contre 22.

Les travaux coûteront 410 millions d’euros, dont un tiers est payé par la région. La ligne comptera 19 stations et transportera 38 000 voyageurs par jour.

« Nous avons attendu ce tramway pendant vingt ans, et nos enfants le prendront pour aller en cours », a déclaré la maire, Solène Marchaudon.

Elle a remercié les habitants venus assister au vote.

L’opposition a critiqué un projet jugé trop cher et a promis un recours devant le tribunal administratif. Les commerçants de la rue des Tanneurs redoutent deux années de chantier et une baisse de leur chiffre d’affaires.

La ville avait déjà abandonné un projet semblable en 2009, faute d’argent. Il y a quatre ans, une consultation avait donné 54 % des voix au tramway.

Les premiers travaux débuteront en mars, par le déplacement des réseaux d’eau. Si le tribunal suspend le projet, l’ouverture sera repoussée d’au moins un an.

La région devra voter sa part du financement d’ici la fin du mois de janvier.

On ignore encore quelle entreprise construira les rames.

À lire aussi : le tracé station par station`,
  },
  {
    language: "fr",
    lede: "a provoqué",
    speaker: "Bastien Orvault",
    title: "Une panne prive de paiement des millions de clients de la banque Sélène",
    text: `Une panne informatique a provoqué mercredi l’arrêt de tous les paiements par carte de la banque Sélène pendant sept heures, dans l’ensemble du pays.

Près de 3,4 millions de clients ont été touchés, selon la banque. Des files d’attente se sont formées devant les distributeurs de Port-Amant et de Corvigny.

Le directeur général, Bastien Orvault, a affirmé : « Aucune donnée n’a été volée et chaque paiement refusé sera présenté de nouveau dès demain. »

Toutefois, les associations de consommateurs demandent un dédommagement automatique pour les commerçants.

La panne est venue d’un certificat de sécurité expiré dans la nuit, a indiqué l’autorité bancaire. Un incident du même type avait déjà bloqué la banque en novembre 2023.

Fondée en 1961, la banque Sélène emploie 8 200 personnes dans 410 agences.

L’autorité bancaire rendra son rapport avant la fin du mois de février. La banque risque une amende pouvant atteindre 2 % de son chiffre d’affaires.

Les députés entendront la direction jeudi prochain. Le montant des pertes n’est pas encore connu.`,
  },
  {
    language: "es",
    lede: "evacuaron",
    speaker: "Remedios Alcantud",
    title: "Un incendio obliga a evacuar tres pueblos de la sierra de Orbanil",
    text: `VALDEPEÑUELA (Agencia Sur) – Los bomberos evacuaron la noche del domingo a 2.300 vecinos de tres pueblos de la sierra de Orbanil, donde un incendio ha quemado ya más de 4.000 hectáreas de pinar.

El fuego comenzó el sábado cerca de un tendido eléctrico y avanzó hacia el este empujado por rachas de 70 kilómetros por hora. Trabajan en la zona 420 bomberos, 38 vehículos y nueve aviones.

«Hemos sacado a la gente mayor en los autobuses de la escuela y no falta nadie», dijo Remedios Alcantud, alcaldesa de Valdepeñuela.

Añadió que el pabellón municipal tiene camas para todos.

Dos bomberos fueron atendidos por quemaduras leves en el hospital de Tormeral. La carretera comarcal 112 y la línea de tren permanecen cortadas.

En 2012 otro incendio arrasó la misma ladera y destruyó 18 casas. Hace tres años la comarca rechazó un plan de cortafuegos por su coste.

Sin embargo, los ganaderos critican que los caminos llevaban meses sin limpiar.

El viento amainará a partir del martes, según el servicio meteorológico. Si la lluvia prevista no llega, el fuego podría alcanzar el embalse de Lumbrera.

Los vecinos podrán volver a sus casas el próximo jueves, si el perímetro queda asegurado.

Aún no se sabe qué originó las llamas.`,
  },
  {
    language: "es",
    lede: "firmaron",
    speaker: "Iker Balmaseda",
    title: "Marland y Costaverde firman un acuerdo sobre el agua del río Tarive",
    text: `Los gobiernos de Marland y Costaverde firmaron el viernes un acuerdo para repartir el agua del río Tarive durante los próximos veinte años, tras once meses de negociaciones.

El texto reserva para Costaverde el 45 por ciento del caudal y crea una comisión con sede en Puerto Lirio. Una auditoría independiente medirá el nivel del embalse cada semana.

El ministro de Exteriores de Costaverde, Iker Balmaseda, afirmó: “Hoy dejamos de contar litros como si fueran balas y empezamos a contarlos como vecinos”.

Las organizaciones agrarias de Marland rechazaron el pacto porque reduce el riego de verano. La oposición de Costaverde apoya el acuerdo.

Los dos países rompieron el tratado anterior en 1987 después de una sequía. La presa de Alcor fue inaugurada en 1974.

Esto provocó décadas de pleitos.

Los parlamentos votarán el texto antes de finales de enero. El acuerdo entrará en vigor solo si ambos lo ratifican.

La primera reunión de la comisión está prevista para el 15 de marzo en Puerto Lirio.

Ninguno de los dos gobiernos ha dicho cuánto costará la auditoría; el ministerio no ha precisado la cifra.`,
  },
  {
    language: "it",
    lede: "ha sospeso",
    speaker: "Ornella Castrovento",
    title: "Sospesi i voli nell’aeroporto di Montefosco per una crepa nella pista",
    text: `MONTEFOSCO (Notiziario) – L’autorità per il volo ha sospeso lunedì tutti i decolli dall’aeroporto di Montefosco, dopo che i tecnici hanno trovato una crepa di 40 metri nella pista principale.

La chiusura riguarda 62 voli al giorno e circa 7.500 passeggeri. Le compagnie hanno spostato gli aerei sullo scalo di Valdarca, a 90 chilometri di distanza.

«Non faremo partire nessuno da una pista che si apre sotto le ruote», ha detto Ornella Castrovento, direttrice dello scalo.

Ha aggiunto che i rimborsi saranno automatici.

Gli albergatori della costa temono di perdere la stagione invernale. Il sindacato dei lavoratori critica la società di gestione per i controlli rinviati.

La pista era stata costruita nel 1969 e rifatta per l’ultima volta nel 2011. Tre anni fa una perizia aveva segnalato infiltrazioni d’acqua nel terreno.

Inoltre, la regione ha aperto un’inchiesta interna sui lavori.

I lavori di riparazione cominceranno entro dieci giorni e costeranno 14 milioni di euro. Se la crepa dovesse allargarsi, la chiusura potrebbe durare fino a maggio.

L’autorità deciderà sulla riapertura parziale il 12 dicembre.

Non è ancora chiaro chi pagherà i danni alle compagnie.`,
  },
  {
    language: "it",
    lede: "ha vinto",
    speaker: "Dario Belsanti",
    title: "La Virtus Aranella vince la coppa ai rigori davanti a 31 mila tifosi",
    text: `La Virtus Aranella ha vinto sabato la coppa nazionale battendo ai rigori la Pro Lucestra, davanti a 31 mila spettatori nello stadio di Borgonero.

I tempi regolamentari si erano chiusi sull’1-1, con le reti di Zanvari al 23’ e di Molfieri all’80’. Il portiere della Virtus ha parato tre rigori su cinque.

L’allenatore Dario Belsanti ha dichiarato: «Questa squadra ha dormito in pullman per due stagioni e stasera ha toccato il cielo».

La società aveva rischiato il fallimento nel 2022, salvata da una colletta di 4.000 soci. L’ultimo trofeo risaliva al 1994.

Per questo la festa è durata fino all’alba.

La polizia ha contato 12 feriti lievi durante i festeggiamenti. Il comune sostiene il progetto di un nuovo stadio da 22 mila posti.

La squadra giocherà il primo turno della coppa europea a luglio. Il contratto dell’allenatore scadrà a giugno e la società prevede di rinnovarlo.

Il Comune voterà entro marzo il finanziamento dello stadio.

Non si sa ancora se Molfieri resterà ad Aranella.`,
  },
  {
    language: "pt",
    lede: "anunciou",
    speaker: "Quitéria Vasconcelos",
    title: "Serranova anuncia vacinação contra a febre do rio a partir de segunda-feira",
    text: `SERRANOVA (Agência Litoral) – A Secretaria da Saúde de Serranova anunciou nesta quinta-feira que vai vacinar 180 mil pessoas contra a febre do rio, depois de 46 casos confirmados em duas semanas.

A doença é transmitida por um mosquito que se multiplicou com as cheias de outubro. Sete pacientes continuam internados no hospital de São Teobaldo, nenhum em estado grave.

“Temos doses para todos os bairros ribeirinhos e ninguém precisa dormir na fila”, afirmou a secretária da Saúde, Quitéria Vasconcelos.

Ela também pediu calma à população.

Os moradores da ilha do Meio criticam a demora na coleta de lixo. O sindicato dos enfermeiros apoia a campanha, mas recusa turnos de doze horas.

O último surto ocorreu em 1998 e matou 31 pessoas. Há dois anos, a prefeitura fechou o laboratório que analisava as larvas.

No entanto, os pesquisadores da universidade consideram o risco de epidemia baixo.

A vacinação começará na segunda-feira em 22 postos e deverá durar até o fim de dezembro. Se os casos passarem de cem, as escolas poderão fechar por uma semana.

O laboratório será reaberto em janeiro, segundo a prefeitura.

Ainda não se sabe de onde veio o vírus.`,
  },
  {
    language: "pt",
    lede: "cortou",
    speaker: "Norberto Falcão",
    title: "Calçados Pirambé corta previsão de lucro e ações caem 18%",
    text: `A fabricante Calçados Pirambé cortou nesta terça-feira a sua previsão de lucro para o ano em 30%, e as ações da empresa caíram 18% na bolsa de Porto Claro.

A empresa espera agora lucrar 210 milhões de coroas, contra 300 milhões previstos em agosto. As vendas no exterior recuaram 12% no terceiro trimestre.

O presidente da companhia, Norberto Falcão, disse: “Erramos na coleção de verão e vamos pagar por isso até maio, sem mandar ninguém embora”.

Os acionistas minoritários rejeitaram a explicação e pedem uma auditoria. Analistas alertam para o risco de uma nova queda no Natal.

A Pirambé foi fundada em 1957 por uma família de sapateiros de Vila Amparo. No ano passado, a fábrica de Ribeirinha já tinha sido fechada.

Isso custou 640 empregos.

A empresa emprega 5.300 pessoas em quatro fábricas.

Os acionistas vão decidir sobre a auditoria no dia 4 de fevereiro. A Pirambé pretende abrir vinte lojas próprias até o final de 2027.

A direção não informou quanto gastou com os estoques encalhados.`,
  },
  {
    language: "pl",
    lede: "uchwaliła",
    speaker: "Bożena Trzcińska",
    title: "Rada Wierzbna uchwaliła zakaz palenia węglem od 2028 roku",
    text: `WIERZBNO (Kurier Doliny) – Rada miasta Wierzbna uchwaliła w środę zakaz palenia węglem w domowych piecach od 1 stycznia 2028 roku, stosunkiem głosów 19 do 12.

Uchwała obejmie 8,4 tysiąca gospodarstw, z których połowa dostanie dopłatę do wymiany pieca. Na dopłaty miasto przeznaczy 52 miliony koron w ciągu czterech lat.

„Nasze dzieci mają prawo otworzyć okno w styczniu i nie kaszleć do wieczora” – powiedziała burmistrz Bożena Trzcińska po głosowaniu.

Dodała, że miasto nie zostawi nikogo bez ogrzewania.

Górnicze związki zawodowe sprzeciwiają się uchwale i zapowiadają protest przed ratuszem. Stowarzyszenie Czysta Dolina poparło zakaz i chce skrócenia terminu.

W 2017 roku podobny projekt przepadł jednym głosem. Trzy lata temu w Wierzbnie zmierzono najwyższe stężenie pyłu w całym regionie.

Dlatego szpital otworzył wtedy dodatkowy oddział.

Wnioski o dopłaty będzie można składać do końca marca. Jeśli wojewoda uchyli uchwałę, miasto odwoła się do sądu.

Rada ma zdecydować o stawkach dopłat 14 stycznia.

Nie wiadomo jeszcze, ile będzie kosztować ciepło z nowej elektrowni.`,
  },
  {
    language: "pl",
    lede: "odkryli",
    speaker: "Gniewomir Zalas",
    title: "Archeolodzy odkryli drewniany port sprzed tysiąca lat",
    text: `Archeolodzy z uniwersytetu w Modrogórze odkryli na dnie jeziora Sielno drewniany port sprzed tysiąca lat, z dziewięcioma zachowanymi łodziami.

Najdłuższa łódź mierzy 14 metrów i leży na głębokości sześciu metrów. Pod pokładem zachowały się beczki z solą i kamienie młyńskie.

– „Czegoś takiego nie widziałem przez trzydzieści lat nurkowania, te deski wyglądają jak wczoraj położone” – mówił profesor Gniewomir Zalas, kierownik badań.

Badacze policzyli ponad 600 pali wbitych w dno. Próbki drewna zbadano w laboratorium w Lesznowie.

Pierwsze pale znaleźli rybacy w 1934 roku, ale wojna przerwała prace. Dziesięć lat temu jezioro objęto ochroną.

To ułatwiło obecne badania.

Muzeum planuje wydobyć jedną łódź w przyszłym roku. Wydobyciu zagraża jednak niski stan wody, ostrzegają konserwatorzy.

Ministerstwo rozpocznie prace nad wystawą w lutym.

Nie wiadomo, kto zbudował port.`,
  },
  {
    language: "tr",
    lede: "durdurdu",
    speaker: "Nazende Korucuoğlu",
    title: "Akçaburun feribot seferleri gövdedeki çatlak nedeniyle durduruldu",
    text: `AKÇABURUN (Kıyı Ajansı) – Mavişehir Denizcilik, tek gemisinin gövdesinde çatlak bulunmasının ardından Akçaburun adasına yapılan bütün feribot seferlerini pazartesi günü durdurdu.

Karar adada yaşayan 1.200 kişiyi ve mart ayına kadar planlanan 84 seferi etkiliyor. Adaya gıda ve ilaç haftada iki kez küçük bir yük gemisiyle taşınıyor.

Şirketin genel müdürü Nazende Korucuoğlu, “Artık güvenmediğimiz bir gemiyle çocukları denize çıkaramazdık” dedi.

Ayrıca biletlerin ücreti iade ediliyor.

Ada halkı kararı belediye binası önünde protesto etti. Balıkçılar kooperatifi ise hastaların taşınmasına destek veriyor.

Gemi 1988 yılında inşa edildi ve 2019 yılındaki bir çarpışmadan sonra onarıldı. Üç yıl önce bölge meclisi ikinci bir geminin alınmasını reddetmişti.

Bölge meclisi kredi talebini 3 Aralık günü görüşecek. Yeni gemi bulunamazsa ada okulu kapanma tehlikesiyle karşı karşıya kalacak.

Onarımın şubat ayında tamamlanması bekleniyor.

Onarımın masrafını kimin ödeyeceği henüz belli değil.`,
  },
  {
    language: "tr",
    lede: "mahkûm etti",
    speaker: "Tuncay Erdoğdu",
    title: "Mahkeme süt fabrikasına nehir kirliliği için 6 milyon lira ceza verdi",
    text: `Karadere Asliye Mahkemesi, Yaylasüt fabrikasını Karadere nehrini kirlettiği için perşembe günü 6,2 milyon lira para cezasına mahkûm etti.

Mahkemeye göre mart ve haziran arasında nehre 800 metreküp arıtılmamış su bırakıldı. Nehrin on bir kilometrelik bölümünde balıklar öldü.

Davayı açan avukat Tuncay Erdoğdu, “Fabrika ölçümleri biliyordu ve haftalarca çekmecede sakladı” diye konuştu.

Balıkçılar derneği kararı memnuniyetle karşıladı. Fabrika yönetimi karara itiraz etti.

Yaylasüt 1952 yılında on iki çiftçi tarafından kuruldu. Şirkete geçen yıl da bir uyarı cezası verilmişti.

Fabrikada 340 kişi çalışıyor ve ilçenin en büyük işvereni konumunda.

Bu nedenle işçiler işlerini kaybetmekten korkuyor.

Bölge mahkemesi itirazı ilkbaharda karara bağlayacak. Fabrika mart sonuna kadar yeni bir arıtma tesisi kurmayı planlıyor.

Bakanlık zararın büyüklüğü hakkında açıklama yapmadı.`,
  },
];
