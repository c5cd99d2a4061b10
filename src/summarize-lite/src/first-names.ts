const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Frequent given names of one sex in English-language news; names of both sexes are left out. */
export const MALE_NAMES = set(
  "aaron abdul abdullah adam ahmad ahmed alan albert alejandro alexander alfred ali allen amir anders andre andreas andrei andrew angelo anthony anton antonio arthur barack ben benjamin bernard bernie bill billy bob boris brad brandon " +
    "brian bruce bryan carl carlos chad charles charlie chris christopher chuck clarence colin craig dan daniel dave david dean dennis derek diego dmitry dominic don donald doug douglas duncan edgar eduardo edward edwin elon emmanuel " +
    "enrique eric erik ernest ethan eugene fernando francis francisco frank franz fred frederick gabriel gary gavin geoff geoffrey george gerald gerard giorgio giovanni giuseppe glenn gordon graham greg gregory guillermo gustav hans harold " +
    "harry hassan henrik henry herbert howard hugh hugo hussein ian ibrahim igor imran ivan jack jacob jacques jake james jared jason javier jay jeb jeff jeffrey jens jeremy jerome jerry jim jimmy joe joel johan john johnny jon jonathan " +
    "jorge jose josef joseph josh joshua juan julian justin karl keith ken kenneth kevin khalid klaus kurt lars larry lawrence leonard leonid liam lionel louis luca lucas luigi luis luke magnus mahmoud manuel marco marcus mario mark martin matt " +
    "matteo matthew max michael mick miguel mike mikhail mitch mitt mohamed mohammad mohammed muhammad mustafa nathan ned neil nicholas nick nicolas nigel norman oleg oliver olivier omar oscar osman otto owen pablo paolo patrick paul pedro " +
    "pete peter phil philip philippe pierre rafael raj ralph ramon randy ray raymond reince ricardo richard rick rob robert roberto rodrigo roger roland ron ronald roy rudolph rudy russell ryan salman samuel scott sean sebastian sergei sergey " +
    "shane sidney simon stefan stephen steve steven stewart stuart ted terrence theodore thomas tim timothy tobias todd tom tommy tony travis trevor vernon victor vincent vladimir volodymyr wayne werner wilhelm will william xavier yusuf zachary",
);

export const FEMALE_NAMES = set(
  "abigail agnes aisha alexandra alice alicia alison allison amanda amelia amy ana andrea angela anita ann anna anne annette annie antonia arlene astrid audrey barbara beatrice becky bernadette bertha beth bethany betty beverly brenda bridget " +
    "brigitte britta camilla carla carly carmen carol carolina caroline carolyn catherine cecilia charlotte chelsea cheryl christina christine cindy claire clara claudia colleen connie cynthia daisy danielle deborah debbie denise diana diane dolores " +
    "donna doris dorothy edith eileen elaine eleanor elena eliza elizabeth ella ellen elsa emily emma erica erika esther eva evelyn fatima felicia fiona florence frances gabriela gail georgia gina gladys gloria grace greta hannah harriet " +
    "heather heidi helen helena helga hilary hillary ingrid irene iris isabel isabella ivanka jacqueline jane janet janice jasmine jeanne jennifer jenny jessica jill joan joanna joanne josephine joyce judith judy julia juliana julie karen karin " +
    "karla kate katherine kathleen kathryn kathy katie kimberly kirsten kristen kristina laura lauren leila lena leslie leticia lillian linda lisa loretta lori louise lucia lucy lydia lynn madeleine magdalena marcia margaret margarita maria " +
    "marian marianne marie marilyn marina marjorie marta martha mary maureen megan meghan melania melanie melissa mercedes mia michelle mildred miriam molly monica nadia nancy naomi natalia natalie natasha nicole nina nora olga olivia pamela " +
    "patricia paula pauline peggy penelope phyllis rachel rebecca regina renata rhonda rita roberta rosa rose rosemary rosie ruth sabrina sally samantha sandra sara sarah sharon sheila shirley silvia sofia sonia sophia sophie stacey stella " +
    "stephanie susan suzanne svetlana sylvia tamara tanya tatiana teresa theresa tina ursula valentina valerie vanessa vera veronica victoria virginia vivian wanda wendy yvonne zoe",
);
