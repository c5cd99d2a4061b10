const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** A stop after one of these never ends a sentence: a name or number follows. Lower case, without the stop. */
export const TITLES = set(
  "mr mrs ms mx dr prof sen sens rep reps gov govs gen col lt sgt capt cmdr adm maj cpl pvt pfc rev hon pres supt det insp messrs mmes fr sr sra srta dra " +
    "mme mlle mgr vs etc. eg ie nos fig al approx est cf ca bzw z.b d.h u.a str nr sig sigg dott ing vgl im г-н г-жа гг ул им тыс вул акад проф др ks abp św prez wg tzw",
);

/** After one of these it does so only when a word that opens sentences follows ("… of Acme Inc. The …"). */
export const SHORT_FORMS = set(
  "inc ltd co cos corp jr bros llc llp plc gmbh etc st mt ft jan feb mar apr jun jul aug sept sep oct nov dec ave blvd rd dept assn univ natl intl " +
    "ala brig ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo " +
    "ont que alta min max vol ed pp tel ext mio mrd г р ст proc tys mln mld",
);

/** "No. 10", "Art. 5": the stop belongs to the number that follows. */
export const BEFORE_NUMBER = set("no p pp art sec ch fig vol op cl par núm num nº п art §");

/** "9 a.m. Monday" goes on; "9 a.m. Police said" does not. */
export const AFTER_CLOCK = set(
  "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february march april may june july august " +
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst ist cet cest local eastern central pacific mountain greenwich",
);

/** Words that, capitalized, open a sentence rather than continue a name. */
export const STARTERS = set(
  "the a an he she it they we i you his her its their our my this that these those there here in on at by for from with as but and or so yet if when while " +
    "after before since although though because despite however meanwhile what who why how where more most many some all both one two no not according asked " +
    "last earlier also during under until over only even still just then now once each every several another other such like unlike both neither either nor " +
    "to of was is were are has had have do does did will would could should can might must police officials last next later among between through " +
    "let let's he's she's it's that's there's they're we're i'm i've don't didn't",
);

/** German months, for "am 5. Oktober": a stop after a short number before one of them is an ordinal's. */
export const ORDINAL_NOUNS = set(
  "januar februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık yüzyıl",
);

/** "“Why?” Rhys asked." is one sentence. */
export const SPEECH_VERBS = set(
  "said says asked asks wrote writes told tells added adds replied replies shouted exclaimed wondered cried joked tweeted posted wondered recalled explained continued demanded quipped",
);
