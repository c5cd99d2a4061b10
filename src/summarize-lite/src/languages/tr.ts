import type { Language } from "./language.ts";

const MONTH = "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık";
const FEW = "\\d+|bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|on iki|yirmi|birkaç";

export const TURKISH: Language = {
  code: "tr",
  spaced: true,
  functionWords:
    "ve bir bu da de için ile olarak çok daha ne gibi o olan en ise sonra kadar var değil ancak ya ama her mi mı mu ki göre olduğu olduğunu oldu iki diye içinde yok şey hem " +
    "biz ben sen onun bunu önce ayrıca kendi zaman yeni yılında yıl son tarafından üzerinde üzere nedeniyle karşı arasında ilk bile hiç tüm bütün şu veya hakkında ilgili " +
    "eden etti dedi yer beri bunun böyle nasıl yine sadece olacak edildi edilen yapılan etmek ederek olması bugün şekilde devam büyük",
  openers:
    "o|onlar|onun|onların|ona|onu|bu(?! (?:yıl|hafta|ay|sabah|akşam|yaz|kış))|bunlar|bunun|buna|bunu|şu|şunlar|öte yandan|ancak|ama|fakat|ve|veya|ise|ayrıca|üstelik|dahası|bununla birlikte|buna karşın|buna karşılık|buna rağmen|yine de|" +
    "böylece|böylelikle|bu nedenle|bu yüzden|bu arada|bu sırada|dolayısıyla|sonuç olarak|sonuçta|ardından|daha sonra|sonra|sonrasında|nihayet|ertesi gün|aynı gün|aynı zamanda|o zamandan beri|o tarihten bu yana|her ikisi|ikisi de|" +
    "diğer(?:leri|i)?|[iİ]çlerinden|biri|bazıları|orada|burada|öyle|böyle|evet|hayır|de|da|ona göre|onlara göre|zira|çünkü|nitekim|örneğin|kendisi",
  pronouns: "onlar|onun|onların|kendisi|kendisinin",
  self: "ben|beni|bana|benim|biz|bizi|bize|bizim|sen|sana|siz|sizin|size",
  connectives:
    "(?:öte yandan|ayrıca|üstelik|bununla birlikte|buna karşın|buna karşılık|bu arada|aynı zamanda|ancak|bu nedenle|dolayısıyla),? (?=\\p{L})",
  speech:
    "dedi|diyor|diye konuştu|diyerek|diyen|diye konuşan|açıkladı|belirtti|söyledi|vurguladı|ekledi|bildirdi|duyurdu|ifade etti|ifadesini kullandı|ifadelerini kullandı|kaydetti|aktardı|anlattı|uyardı|yazdı|cevabını verdi",
  titles:
    "hâkim|yargıç|avukat|doktor|belediye|başkan|başkanı|başkanvekili|bakan|bakanı|bakanlığı|sözcüsü|sözcü|müdürü|müdür|genel|vali|valisi|kaymakam|kaymakamı|cumhurbaşkanı|başbakan|başbakanı|profesör|prof|doç|dr|sayın|yöneticisi|koordinatörü|uzmanı|avukatı|antrenörü|teknik|direktör|direktörü|liman|sendika|kurulu|yönetim|şirket|kaptan|kaptanı|meclis|üyesi|milletvekili",
  oblique: "",
  past: `(?:${FEW}) (?:yıl|ay|hafta) önce|geçen (?:yıl|ay|hafta|kış|yaz|sonbahar|ilkbahar)*|geçtiğimiz (?:yıl|ay|hafta)*|bir zamanlar|eskiden|daha önce|yıllar önce|*yıldan beri|kuruldu|kurulan|inşa edil*|yüzyıl*|(?:${FEW}) yıldır`,
  ahead:
    "*acak|*ecek|*acaklar|*ecekler|*acağını|*eceğini|*acağı|*eceği|*abilir|*ebilir|planlıyor|planlanıyor|planladı|planladığını|bekleniyor|bekliyor|hedefliyor|öngörülüyor|gelecek|önümüzdeki|yakında|eğer|riski|*ması halinde|*mesi halinde",
  dated: `(?:pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar) günü|gelecek|önümüzdeki|(?:${MONTH}) ayında|\\d{1,2} (?:${MONTH})|sonuna kadar|(?:${MONTH})[’'](?:ta|te|da|de|a|e)|kadar`,
  unknown:
    "bilinmiyor|belli değil|belirsiz|henüz (?:belli|açıklanmadı|bilinmiyor|netleşmedi|kesinleşmedi)|netlik kazanmadı|netleşmedi|açıklama yapmadı|açıklama yapılmadı|açıklanmadı|yorum yapmadı|yanıt vermedi|paylaşmadı|paylaşılmadı|söylemedi|açıklamadı|bilgi vermedi",
  months: "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
  dirt: "fotoğraf:|foto:|haberin devamı|ilgili haber|bunları da okuyun|bülten*|çerez*|cookies?|abone ol*|reklam|tüm hakları saklıdır|tıklayın",
  headings: {
    highlights: "Öne çıkanlar",
    background: "Arka plan",
    outlook: "Bu ne anlama gelebilir ve önümüzdeki zorluklar",
    differences: "Kaynakların ayrıştığı noktalar",
    unknowns: "Henüz bilinmeyenler",
    sources: "Kaynaklar",
  },
  labels: [
    [
      "Koşul",
      "eğer|*[mM][ae]s[ıi] halinde|halinde|şartıyla|koşuluyla|bağlı|*madıkça|*medikçe|[\\p{L}]{2,}[aeıiuü]rs[ae]|*mazsa|*mezse",
    ],
    ["İtiraz", "itiraz*|karşı çık*|reddet*|eleştir*|protesto*|kına*|dava*|tepki*"],
    ["Destek", "destek*|memnuniyet*|övdü|onayla*"],
    ["Risk", "risk*|tehdit*|tehlike*|uyar*|endişe*|kork*|belirsiz*"],
    ["Açık soru", "soru*|merak*|belli değil|bilinmiyor|mı|mi|mu|mü"],
    [
      "Takvim",
      `sonuna kadar|içinde|son tarih|(?:${MONTH}) ayında|\\d{1,2} (?:${MONTH})|(?:${MONTH})[’'](?:ta|te|da|de|a|e)|önümüzdeki|gelecek (?:hafta|ay|yıl)`,
    ],
    ["Sonraki adım", "*acak|*ecek|*acaklar|*ecekler|*acağını|*eceğini|planlıyor|planlanıyor|hedefliyor|bekleniyor"],
  ],
};
