import type { ClusterArticle } from "./signature.ts";

const article = (id: string, publishedAt: string | null, text: string): ClusterArticle => ({
  id,
  text,
  title: null,
  publishedAt,
  takenAt: Date.parse("2026-05-30T08:00:00Z"),
  language: "en",
});

const ferry = [
  `Ferry runs aground off Skarn with 212 aboard

The car ferry Lodestar ran aground on a sandbank off the island of Skarn early on Monday with 212 people aboard, the Ostvik coastguard said. Nobody was hurt. Two tugs from Ostvik harbour reached the Lodestar before noon and lifeboats took off the passengers in calm water. Captain Henrik Aalto told the coastguard that the rudder had stopped answering. The operator, Skarn Lines, cancelled all sailings for the day.`,
  `Passengers taken off stranded ferry Lodestar

All 212 people aboard the Lodestar were brought ashore on Monday after the ferry stuck on a sandbank near Skarn. The coastguard in Ostvik said lifeboats had needed four hours. Skarn Lines said a fault in the rudder was suspected and that Captain Henrik Aalto had acted correctly. Tugs were to try to refloat the ferry at high tide. Passengers spoke of a long grinding noise and then silence.`,
  `Lodestar refloated as inquiry begins into rudder

Tugs pulled the ferry Lodestar off the sandbank near Skarn at high tide on Tuesday, a day after it ran aground with 212 people aboard. Investigators went on board in Ostvik to examine the rudder, which Captain Henrik Aalto says stopped answering. Skarn Lines said sailings would resume on Thursday with a chartered vessel. The coastguard reported no leak of fuel.`,
] as const;

const library = [
  `Council saves Mill Street library by one vote

Tarrow town council voted 14 to 13 on Tuesday to keep the Mill Street library open for two more years. The motion by Councillor Edda Prynne takes 80,000 crowns from the parking fund. Mayor Colm Hask had wanted to close the building, whose roof needs repair. Some sixty readers with placards filled the gallery of the town hall and cheered when the result was read out.`,
  `Mill Street library to stay open after narrow vote in Tarrow

Readers cheered in Tarrow town hall on Tuesday night when councillors decided, by 14 votes to 13, against closing the library in Mill Street. Edda Prynne, whose motion won, said the 80,000 crowns would come from parking charges. Mayor Colm Hask called the decision a mistake because the roof would cost far more. The library lends 90,000 books a year.`,
] as const;

const call = [
  `Dorvan and Elm presidents speak by telephone on fishing row

President Sava Moritz of Dorvan and President Juno Hale of Elm spoke by telephone for half an hour on Saturday about fishing rights in the Grey Strait. Moritz proposed that patrol boats keep five miles apart. Hale said she would study it. Relations between Dorvan and Elm have been tense since trawlers collided in the Grey Strait in January. No date was set for another call.`,
  `Moritz and Hale agree in call to keep patrol boats apart

In a thirty-minute telephone call on Saturday, the presidents of Dorvan and Elm, Sava Moritz and Juno Hale, discussed the fishing row in the Grey Strait. Moritz’s office said patrol boats should stay five miles from one another. Hale’s spokesman said Elm would study the idea. Trawlers of the two countries collided in the Grey Strait in January.`,
] as const;

const signing = [
  `Dorvan and Elm sign fishing treaty in Port Tessel

President Sava Moritz of Dorvan and President Juno Hale of Elm signed a treaty on fishing rights in the Grey Strait on Tuesday in Port Tessel. It gives each country a quota of 40,000 tonnes of cod and sets up a joint patrol. Moritz called it a fair bargain. Hale thanked the mediators. The two presidents had spoken by telephone about patrol boats in the row earlier this month.`,
  `Presidents Moritz and Hale end Grey Strait fishing row with treaty

The fishing row between Dorvan and Elm ended on Tuesday when Sava Moritz and Juno Hale signed a treaty in Port Tessel. Each country may land 40,000 tonnes of cod from the Grey Strait, watched by a joint patrol. Hale thanked the mediators and Moritz spoke of a fair bargain. Trawlers of the two countries had collided in January.`,
] as const;

/** Four invented events: a ferry over two days, a vote, and two meetings of the same two presidents ten days apart. */
export const INVENTED: readonly ClusterArticle[] = [
  article("ferry-1", "2026-05-18T07:30:00Z", ferry[0]),
  article("ferry-2", "2026-05-18T15:00:00Z", ferry[1]),
  article("ferry-3", "2026-05-19T18:00:00Z", ferry[2]),
  article("library-1", "2026-05-19T21:00:00Z", library[0]),
  article("library-2", "2026-05-20T06:00:00Z", library[1]),
  article("call-1", "2026-05-09T12:00:00Z", call[0]),
  article("call-2", "2026-05-09T14:00:00Z", call[1]),
  article("signing-1", "2026-05-19T12:00:00Z", signing[0]),
  article("signing-2", "2026-05-19T16:00:00Z", signing[1]),
];

/** The event of each, by its id. */
export const eventOf = (id: string): string => id.slice(0, id.indexOf("-"));
