import type { Language } from "./language.ts";

const MONTH =
  "stycz*|lut[ye]*|marc[au]|marzec|kwie[tc]*|maj[au]?|czerw[ic]*|lip[ic]*|sierp*|wrze[sś]*|paździer*|listopad*|grud*";
const FEW =
  "\\d+|jednego|dwóch|trzech|czterech|pięciu|sześciu|siedmiu|ośmiu|dziewięciu|dziesięciu|dwa|dwie|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć|dwanaście|kilku|kilka|wielu";

export const POLISH: Language = {
  code: "pl",
  spaced: true,
  functionWords:
    "w i na z do się nie że o jest to od po za jak dla a przez był ale są oraz też tym która tego który już było jako co przy tak będzie tylko ich jego jej może czy ze być " +
    "także które którzy jednak lub pod była tej nad bez ma jeszcze mu gdy by ten przed pan roku lat między były których ją bardzo więc niż gdzie kiedy został została zostały " +
    "mają którą którym aby u jeśli we swoje swój swoją swojego podczas według wobec ponad około ta te tych nam nas im ku dlatego wtedy jeden dwa jej kto sobie",
  openers:
    "on|ona|ono|oni|one|jego|jej|ich|jemu|to|ten|ta|te|ci|tamten|tamta|taki|taka|takie|tam|tu|tutaj|wtedy|wówczas|ale|a|i|oraz|lecz|jednak|natomiast|zaś|więc|zatem|dlatego|toteż|ponadto|poza tym|dodatkowo|również|także|też|" +
    "tymczasem|jednocześnie|równocześnie|z kolei|mimo to|pomimo tego|w związku z tym|w tej sprawie|w tym (?:czasie|celu|przypadku)|w rezultacie|w efekcie|następnie|potem|później|wreszcie|w końcu|dzień później|od tego czasu|od tamtej pory|do tej pory|" +
    "obaj|obie|oba|inni|inne|inny|jeden z nich|jedna z nich|tego (?:samego )?dnia|ten sam|ta sama|(?:powiedział|powiedziała|dodał|dodała|podkreślił|podkreśliła|zaznaczył|zaznaczyła|wyjaśnił|wyjaśniła|przyznał|przyznała), że|tak|chodzi o|po tym|(?:jego|jej|ich) zdaniem|według (?:niego|niej|nich)|jak (?:dodał|dodała|zaznaczył|zaznaczyła)|przez to|przy tym|z tego powodu",
  pronouns: "on|ona|ono|oni|jemu|jego zdaniem|jej zdaniem",
  self: "ja|mnie|mój|moja|moje|moim|moich|my|nas|nam|nami|nasz|nasza|nasze|naszym|naszych|naszej|ty|ciebie|wy|was|wam|jesteśmy|*liśmy|*łyśmy|*łem|*łam",
  // Polish leans on the comma and the word behind it in too many ways to be sure.
  connectives: "",
  speech:
    "powiedział|powiedziała|powiedzieli|oświadczył|oświadczyła|dodał|dodała|podkreślił|podkreśliła|zaznaczył|zaznaczyła|wyjaśnił|wyjaśniła|stwierdził|stwierdziła|przyznał|przyznała|poinformował|poinformowała|zapowiedział|zapowiedziała|ostrzegł|ostrzegła|zapewnił|zapewniła|ocenił|oceniła|skomentował|skomentowała|napisał|napisała|mówił|mówiła|mówi|podkreśla|wyjaśnia|dodaje|zaznacza|ocenia|tłumaczy|przekonuje|obiecał|obiecała",
  titles:
    "sędzia|trener|trenerka|kapitan|poseł|posłanka|adwokat|mecenas|komendant|kierownik|kierowniczka|profesor|rektor|pan|pani|dr|prof|prezydent|premier|minister|burmistrz|wójt|prezes|dyrektor|rzecznik|rzeczniczka|inż|mgr|ks|gen|płk|wojewoda|marszałek",
  oblique: "w|we|z|ze|do|od|na|po|za|dla|przez|przy|o|u|pod|nad|przed|między|według|wobec",
  past: `(?:${FEW}) (?:lat[a]?|miesięcy|miesiące|tygodni|tygodnie) temu|rok temu|miesiąc temu|przed laty|przed (?:${FEW}) laty|w (?:ubiegłym|zeszłym|minionym) (?:roku|miesiącu|tygodniu)|(?:ubiegłej|zeszłej|minionej) (?:zimy|jesieni|wiosny)|od (?:${FEW}) lat|dawniej|niegdyś|dawno|założon[aoy]|zbudowan[aoy]|powsta[łl]*|dekad*|stuleci*|wieku`,
  ahead:
    "będzie|będą|zaplanowan[aoey]|wyznaczon[aoey]|zostanie|zostaną|ma (?:zostać|być|rozpocząć|się)|mają (?:zostać|być|rozpocząć|się)|może|mogą|mógłby|mogłaby|mogłoby|mogłyby|powinien|powinna|powinno|powinny|planuje|planują|zamierza|zamierzają|przewiduje|przewidują|oczekuje|wkrótce|niebawem|przyszł(?:ym|ej|y|a|ego|ych)|najbliższ*|do końca|grozi|zapowiada|zapowiadają|rozpocznie|rozpoczną|zdecyduje|zdecydują|spotka|spotkają|wróci|wrócą|odbędzie|potrwa|jeśli|jeżeli|zależy",
  dated: `w (?:poniedziałek|wtorek|środę|czwartek|piątek|sobotę|niedzielę)|we wtorek|przyszł(?:ym|ej|y|a|ego|ych)|najbliższ*|do końca|\\d{1,2} (?:${MONTH})|w (?:styczniu|lutym|marcu|kwietniu|maju|czerwcu|lipcu|sierpniu|wrześniu|październiku|listopadzie|grudniu)|termin*`,
  unknown:
    "nie wiadomo|nie jest (?:jeszcze )?(?:jasne|znan[aey])|nie są (?:jeszcze )?znane|nieznan[aey]|nie (?:ujawnił[aoi]?|podał[aoi]?|podano|ujawniono|ustalono|wyjaśnił[aoi]?|wyjaśniono|skomentował[aoi]?|chciał[aoi]?) |odmówił[aoi]? komentarza|pozostaje niejasne|nie zapadła",
  months: "stycz lut mar kwie maj czerw lip sierp wrze paździer listopad grud",
  dirt: "fot\\.|zdjęcie:|czytaj (?:także|też|więcej)|zobacz (?:także|też)|newsletter|cookies?|ciasteczk*|zapisz się|subskrybuj|reklama|wszelkie prawa zastrzeżone|kliknij",
  headings: {
    highlights: "Kontekst i najważniejsze fakty",
    background: "Tło wydarzeń",
    outlook: "Co to może oznaczać i jakie wyzwania są przed nami",
    differences: "W czym źródła się różnią",
    unknowns: "Czego jeszcze nie wiadomo",
    sources: "Źródła",
  },
  labels: [
    ["Warunek", "jeśli|jeżeli|pod warunkiem|o ile|zależy|zależeć|chyba że"],
    ["Sprzeciw", "sprzeciw*|odrzuc*|odmów*|odmaw*|krytyk*|skrytykow*|protest*|potępi*|zaskarż*|skarg*|przeciwn*"],
    ["Poparcie", "popar*|popier*|wspar*|wspier*|z zadowoleniem|pochwal*|przychyln*"],
    ["Ryzyko", "ryzyk*|groz[ią]*|zagroż*|zagraż*|niebezpiecz*|obaw*|ostrze*|niepew*"],
    ["Otwarte pytanie", "czy|pytani*|nie wiadomo|niejasn*"],
    [
      "Terminy",
      `do końca|termin*|w ciągu|najpóźniej|\\d{1,2} (?:${MONTH})|w (?:styczniu|lutym|marcu|kwietniu|maju|czerwcu|lipcu|sierpniu|wrześniu|październiku|listopadzie|grudniu)`,
    ],
    [
      "Następny krok",
      "będzie|będą|zostanie|zostaną|ma (?:zostać|być|rozpocząć|się)|mają|planuje|planują|zamierza|zamierzają|rozpocznie|rozpoczną|zdecyduje|odbędzie|spotka|spotkają",
    ],
  ],
};
