/** Where a fault is proved to do no harm: a test by its file and name, or the beginning of its name. */
export interface Proof {
  readonly file: string;
  readonly test: string;
}

/** One fault that the desk must survive. */
export interface Fault {
  /** "F01" … "F69" */
  readonly id: string;
  readonly fault: string;
  readonly state:
    | { readonly kind: "proved"; readonly by: readonly Proof[] }
    /** The program has nothing that it could befall. */
    | { readonly kind: "absent"; readonly reason: string };
}

const INTAKE = "src/intake";
const SEND = "src/jobs/deliver.test.ts";
const HARDSHIPS = "test/kill/hardships.test.ts";
const SIMULATION = {
  file: "test/simulation/simulation.test.ts",
  test: "loses nothing, doubles nothing and keeps its order",
};
const FEEDS =
  "Articles come from folders; there are no feeds, and no address out of an article or a configuration is fetched.";
const MODELS = "Digests are sentences of the articles themselves; no language model is asked.";
const OFFICE = "Office documents are refused by their first bytes; nothing is unpacked.";

function proved(...by: readonly (Proof | readonly [file: string, test: string])[]): Fault["state"] {
  return { kind: "proved", by: by.map((proof) => ("file" in proof ? proof : { file: proof[0], test: proof[1] })) };
}

function absent(reason: string): Fault["state"] {
  return { kind: "absent", reason };
}

export const FAULTS: readonly Fault[] = [
  {
    id: "F01",
    fault: "File half-written when seen",
    state: proved(
      [`${INTAKE}/folder.test.ts`, "half written and then completed, it becomes one article of the complete text"],
      ["test/cli.test.ts", "a file that is still being written is waited for and taken in whole"],
    ),
  },
  {
    id: "F02",
    fault: "Renamed, deleted or replaced while it is read",
    state: proved(
      [`${INTAKE}/folder.test.ts`, "a file that vanished is left for the next look"],
      [`${INTAKE}/folder.test.ts`, "a file that grows while it is read is left for the next look"],
      ["src/jobs/rounds.test.ts", "knows a file that was moved, so that it is not posted again"],
    ),
  },
  {
    id: "F03",
    fault: "Invalid UTF-8",
    state: proved(
      [`${INTAKE}/decode.test.ts`, "a UTF-8 text with one bad byte stays UTF-8"],
      [`${INTAKE}/decode.test.ts`, "invalid UTF-8 that is nothing else either"],
    ),
  },
  {
    id: "F04",
    fault: "UTF-16 with and without a mark, UTF-8 with one",
    state: proved(
      [`${INTAKE}/decode.test.ts`, "UTF-16 little-endian without a mark"],
      [`${INTAKE}/decode.test.ts`, "UTF-8 with a mark"],
    ),
  },
  {
    id: "F05",
    fault: "100 MB text file",
    state: proved([`${INTAKE}/folder.test.ts`, "a 100 MB file is refused without being read"]),
  },
  { id: "F06", fault: "Zip bomb in an Office document", state: absent(OFFICE) },
  {
    id: "F07",
    fault: "Nested zip, encrypted or macro document",
    state: proved([`${INTAKE}/decode.test.ts`, "The file looks like a ZIP archive or an Office document, not text."]),
  },
  {
    id: "F08",
    fault: "Links in a loop or out of the folder",
    state: proved(
      [`${INTAKE}/folder.test.ts`, "refuses links out of the folder, to files and to folders, and follows neither"],
      [`${INTAKE}/folder.test.ts`, "a link that replaces a file after the listing is refused when it is read"],
    ),
  },
  {
    id: "F09",
    fault: "Path traversal in names",
    state: proved(
      [`${INTAKE}/folder.test.ts`, "a folder on the way that is a link is refused when a file in it is read"],
      [`${INTAKE}/folder.test.ts`, "a name with control characters is refused and shown without them"],
    ),
  },
  {
    id: "F10",
    fault: "Pipe, socket or device in the folder",
    state: proved([`${INTAKE}/folder.test.ts`, "a pipe is refused without being opened"]),
  },
  {
    id: "F11",
    fault: "Permission denied on a file or a folder",
    state: proved(
      [`${INTAKE}/folder.test.ts`, "unreadable permissions on a folder stop that folder alone"],
      [`${INTAKE}/folder.test.ts`, "unreadable permissions on a file are told in words"],
    ),
  },
  {
    id: "F12",
    fault: "Folder vanishes (unmounted volume)",
    state: proved(
      ["src/jobs/rounds.test.ts", "loses nothing when a folder vanishes, and floods nobody when it comes back"],
      ["test/cli.test.ts", "says that a folder is missing, and reads it when it appears"],
    ),
  },
  {
    id: "F13",
    fault: "50,000 files dropped at once",
    state: proved(
      ["test/faults/flood.test.ts", "hundreds of files dropped at once are one edition"],
      ["src/jobs/stories.test.ts", "more articles than memory may hold are all taken in"],
    ),
  },
  {
    id: "F14",
    fault: "Twins of a name in case or Unicode form",
    state: proved(["src/jobs/rounds.test.ts", "takes the same bytes under two names for one article"]),
  },
  {
    id: "F15",
    fault: "Full disk",
    state: proved(
      [
        "src/store/crash.test.ts",
        "a full disk is named, keeps nothing half done, and is no trouble once there is room",
      ],
      [SEND, "that could not write an outcome finds the message and sends no second one"],
      [HARDSHIPS, "a desk whose disk is full sends nothing that it cannot write down"],
      SIMULATION,
    ),
  },
  {
    id: "F16",
    fault: "SQLite busy, a long reader",
    state: proved(
      ["src/store/open.test.ts", "reads beside the writer what it committed last"],
      ["src/store/crash.test.ts", "a program that writes in between is named as the database's trouble"],
    ),
  },
  {
    id: "F17",
    fault: "Database corrupt",
    state: proved(
      ["src/store/open.test.ts", "a database with a page overwritten is found at the start and left as it is"],
      ["test/cli.test.ts", "leaves a database alone that is none, and says so with exit code 4"],
    ),
  },
  {
    id: "F18",
    fault: "SQLite with the WAL-reset fault",
    state: proved(["src/store/open.test.ts", "SQLite %s is new enough: %s"]),
  },
  {
    id: "F19",
    fault: "Power loss after a commit",
    state: proved(
      ["src/store/crash.test.ts", "a commit reaches the disk before it returns, and references are checked"],
      ["test/simulation/mutants.test.ts", "on $platform, $mutant.name is caught"],
    ),
  },
  {
    id: "F20",
    fault: "Restore from an old backup",
    state: proved(
      [SEND, "learns from the channel what was posted, and posts nothing twice"],
      ["test/cli.test.ts", "a database older than its console's record repeats no post"],
      SIMULATION,
    ),
  },
  {
    id: "F21",
    fault: "Two processes on one SQLite file",
    state: proved(
      ["src/store/open.test.ts", "a second store is refused at once, and told the process that has the file"],
      ["test/cli.test.ts", "refuses a database that another one uses, with exit code 3"],
      [HARDSHIPS, "a second desk on the same SQLite file ends with exit code 3"],
    ),
  },
  {
    id: "F22",
    fault: "PostgreSQL fails over in the middle of a commit",
    state: proved(
      [HARDSHIPS, "a connection to PostgreSQL that is cut in the middle of a commit leaves no row half done"],
      ["src/jobs/cuts.test.ts", "whichever commit of a round is cut %s it is done"],
      ["src/app/first-round.test.ts", "a desk whose database fails in its first round says so, stays"],
      SIMULATION,
    ),
  },
  {
    id: "F23",
    fault: "kill -9 at each step",
    state: proved(
      ["src/store/crash.test.ts", "after the intent and before the answer leaves a delivery that must be looked for"],
      ["test/crash.test.ts", "%s may be killed at any moment: no docum"],
      ["test/kill/kills.test.ts", "a desk that is killed $kills times posts everything to $platform once and in order"],
      ["test/simulation/simulation.test.ts", "delivers one post once, whichever two things go wrong"],
    ),
  },
  {
    id: "F24",
    fault: "kill -9 in a migration",
    state: proved(["src/store/crash.test.ts", "in the middle of a schema step leaves the step before it"]),
  },
  {
    id: "F25",
    fault: "A document that no run survives",
    state: proved(["src/jobs/rounds.test.ts", "alone is put aside with the reason, and the others of its batch land"]),
  },
  {
    id: "F26",
    fault: "Process stopped for minutes, then continued",
    state: proved(
      [HARDSHIPS, "a desk that is frozen for minutes at its connections goes on and posts nothing twice"],
      SIMULATION,
    ),
  },
  {
    id: "F27",
    fault: "Event loop blocked for 30 s",
    state: proved([SEND, "because another process holds it, it is left alone until its lease has run out"], SIMULATION),
  },
  {
    id: "F28",
    fault: "Clock set back or ahead",
    state: proved(
      ["src/jobs/clock-watch.test.ts", "after a jump ahead it is not, until it comes back"],
      ["src/jobs/schedule.test.ts", "is not one that a clock set back names again"],
      [SEND, "a wall clock that jumps by %i ms does not shorten the wait"],
      SIMULATION,
    ),
  },
  {
    id: "F29",
    fault: "Clocks change: gap, overlap, midnight, half hours, another zone",
    state: proved(
      ["src/core/zones.test.ts", "at midnight, where some clocks skip"],
      ["src/core/slots.test.ts", "over half an hour in Lord Howe"],
    ),
  },
  {
    id: "F30",
    fault: "Leap day, year's end",
    state: proved(
      ["src/core/slots.test.ts", "on a leap day"],
      ["src/core/slots.test.ts", "past a year without its leap day"],
    ),
  },
  {
    id: "F31",
    fault: "429 with its time",
    state: proved(
      [SEND, "of a channel is waited for as told and up to a tenth more, also across a restart"],
      ["src/platforms/slack/client.test.ts", "that is told to come again after %s waits %d ms"],
      SIMULATION,
    ),
  },
  {
    id: "F32",
    fault: "429 for the whole platform",
    state: proved(
      [SEND, "of the platform holds every channel of it"],
      ["src/platforms/discord/index.test.ts", "of one channel hold that channel back, of all of Discord every channel"],
    ),
  },
  {
    id: "F33",
    fault: "Ten minutes of 5xx",
    state: proved([SEND, "is left alone after five failures in a row but for one try now and then"], SIMULATION),
  },
  {
    id: "F34",
    fault: "Connection cut, half an answer, a proxy's page",
    state: proved(
      ["src/platforms/slack/client.test.ts", "that is answered with %s is unclear"],
      ["src/platforms/wire.test.ts", "the answer stops in the middle"],
    ),
  },
  {
    id: "F35",
    fault: "Accepted, answer lost, lands late",
    state: proved(
      [SEND, "and it lands late, nothing is sent again"],
      ["test/platforms/slack.test.ts", "finds a post that lands after its connection was cut"],
      SIMULATION,
    ),
  },
  {
    id: "F36",
    fault: "ok:false with internal_error",
    state: proved(["test/platforms/slack.test.ts", "is posted and Slack speaks of an internal error"]),
  },
  {
    id: "F37",
    fault: "Gateway cut, reconnect, zombie socket",
    state: proved(
      ["src/platforms/discord/listen.test.ts", "is resumed after a cut, and questions are answered again"],
      ["test/discord/gateway.test.ts", "leaves a socket that no longer acks, and resumes"],
    ),
  },
  {
    id: "F38",
    fault: "Socket Mode dies in silence or is refreshed",
    state: proved(["src/platforms/slack/listen.test.ts", "comes back when the connection is cut or Slack asks it to"]),
  },
  {
    id: "F39",
    fault: "Token revoked or wrong",
    state: proved(
      [SEND, "of the account stops the whole platform until a restart, with nothing tried meanwhile"],
      ["src/platforms/slack/listen.test.ts", "stops at once, with one alert, when its token is of no use"],
      ["src/platforms/discord/listen.test.ts", "lets no bot in whose token is revoked: one alert, and no more tries"],
    ),
  },
  {
    id: "F40",
    fault: "Channel archived, deleted or made private",
    state: proved(
      [SEND, "of a channel pauses it, looks again after longer and longer, and goes on when it is open"],
      [SEND, "of a channel for more than a day brings only what is fresh"],
    ),
  },
  {
    id: "F41",
    fault: "A right is missing",
    state: proved(
      ["src/platforms/discord/check.test.ts", "names the right %s where it is missing"],
      [
        "src/platforms/slack/check.test.ts",
        "names each scope that is missing, and that posts may come twice without a history",
      ],
      ["src/platforms/discord/index.test.ts", "is a channel without the right to read, however empty it looks"],
    ),
  },
  {
    id: "F42",
    fault: "Bot removed, server gone",
    state: proved(
      ["src/platforms/discord/refusals.test.ts", "for %s (%i, %i) is about the %s, with a mend"],
      ["src/platforms/slack/check.test.ts", "names a channel %s and says what to do"],
    ),
  },
  {
    id: "F43",
    fault: "Message too long",
    state: proved(
      ["src/platforms/slack/render.test.ts", "has 12,000 characters in one payload and one more in the next"],
      ["src/platforms/discord/render.test.ts", "let 4,000 characters stand in one payload, and put one more into two"],
      ["test/platforms/contract.ts", "takes every part of a message that is too long for one, in order"],
    ),
  },
  {
    id: "F44",
    fault: "The platform cannot read a payload",
    state: proved(
      [SEND, "of a payload makes it plainer, and when nothing plainer is left it is given up and told"],
      ["test/platforms/contract.ts", "plainer forms that the platform takes too, and that end"],
    ),
  },
  {
    id: "F45",
    fault: "A person deletes the post before it is confirmed",
    state: proved(
      ["src/platforms/discord/index.test.ts", "takes a post for sent that somebody deleted before it was confirmed"],
      ["test/platforms/slack.test.ts", "has nothing to change in a message that somebody deleted"],
      SIMULATION,
    ),
  },
  {
    id: "F46",
    fault: "An interaction is delivered twice",
    state: proved(
      ["src/platforms/slack/listen.test.ts", "acts once on what is delivered several times"],
      ["src/platforms/discord/listen.test.ts", "is answered once, though Discord tells of it twice"],
      ["src/store/contract/chat.ts", "of many that come with one id, one is taken"],
    ),
  },
  {
    id: "F47",
    fault: "Three seconds for the first answer",
    state: proved([
      "src/platforms/slack/listen.test.ts",
      "acknowledges a command, asks the conversation and answers the person alone",
    ]),
  },
  {
    id: "F48",
    fault: "The answer's address has expired",
    state: proved(
      [
        "src/platforms/slack/listen.test.ts",
        "answers in a channel that it is not in, and by direct message when its address is of no use",
      ],
      ["src/platforms/slack/listen.test.ts", "says all of a long answer, beyond the five that one address takes"],
    ),
  },
  {
    id: "F49",
    fault: "Bad or old signature",
    state: proved(["src/platforms/slack/listen.test.ts", "takes what Slack signed and nothing else"]),
  },
  {
    id: "F50",
    fault: "Huge or dripping webhook body",
    state: proved([
      "src/platforms/slack/listen.test.ts",
      "takes no body above a mebibyte and waits for none that drips",
    ]),
  },
  {
    id: "F51",
    fault: "No such name, no route",
    state: proved(
      ["src/platforms/wire.test.ts", "the name of the server is unknown"],
      [SEND, "is tried again after growing waits, and given up after a day of failures"],
    ),
  },
  { id: "F52", fault: "Slow or endless feed", state: absent(FEEDS) },
  {
    id: "F53",
    fault: "Redirects",
    state: proved(
      ["src/platforms/slack/client.test.ts", "follows no redirect"],
      ["src/platforms/discord/index.test.ts", "that sends us elsewhere is not followed"],
    ),
  },
  { id: "F54", fault: "Addresses of the inner network", state: absent(FEEDS) },
  {
    id: "F55",
    fault: "Entity bombs",
    state: proved([`${INTAKE}/formats/formats.test.ts`, "an alias bomb in the front matter is refused"]),
  },
  { id: "F56", fault: "Feed changes its ids or turns into an error page", state: absent(FEEDS) },
  { id: "F57", fault: "Feed without dates or validators", state: absent(FEEDS) },
  {
    id: "F58",
    fault: "@everyone, <!channel> in a text",
    state: proved(
      ["test/platforms/contract.ts", "lets no article call anybody"],
      ["src/platforms/discord/escape.test.ts", "mentions nobody"],
    ),
  },
  {
    id: "F59",
    fault: "Masked links, markdown, code fences",
    state: proved(
      ["src/platforms/discord/escape.test.ts", "masks no link"],
      ["src/platforms/slack/render.test.ts", "shows where a link leads whose label %s"],
    ),
  },
  {
    id: "F60",
    fault: "Text that turns round, hides or towers; look-alike hosts",
    state: proved(
      ["src/platforms/discord/escape.test.ts", "turns nothing round"],
      ["src/platforms/discord/escape.test.ts", "shows letters that look like others for what they are"],
      ["src/core/text.test.ts", "has at most six marks on a letter"],
    ),
  },
  { id: "F61", fault: "Prompt injection in an article", state: absent(MODELS) },
  { id: "F62", fault: "Language model slow, limited or wrong", state: absent(MODELS) },
  {
    id: "F63",
    fault: "Deep nesting, endless lines",
    state: proved([`${INTAKE}/parse.test.ts`, "20,000 nested divs"], [`${INTAKE}/parse.test.ts`, "100,000 lines"]),
  },
  {
    id: "F64",
    fault: "A person's regular expression",
    state: absent("Topics are words and phrases; nobody gives patterns."),
  },
  {
    id: "F65",
    fault: "Secret in an error, an address or a log line",
    state: proved(
      ["src/log.test.ts", "%s is hidden, in sentences, facts and errors"],
      ["src/config/problems.test.ts", "a secret in the file is refused and never repeated"],
      ["src/store/open.test.ts", "a server that does not answer is named without its user and password"],
    ),
  },
  {
    id: "F66",
    fault: "Typing error in the configuration, or a channel taken out of it",
    state: proved(
      ["src/config/problems.test.ts", "all problems are told at once, in the order of the file"],
      [SEND, "of a channel that is not configured any more still goes where it was owed"],
    ),
  },
  {
    id: "F67",
    fault: "A channel given twice, two schedules in one minute",
    state: proved(
      ["src/core/delivery.test.ts", "two subscriptions to one channel share its lane"],
      ["src/store/contract/editions.ts", "of many that reach for one slot at one time, one gets it"],
    ),
  },
  {
    id: "F68",
    fault: "Clocks of host and platform differ",
    state: proved(
      ["src/platforms/discord/index.test.ts", "do not hide a post, %i ms apart"],
      ["src/platforms/slack/client.test.ts", "finds what was posted on a clock that goes %s ours"],
      SIMULATION,
    ),
  },
  {
    id: "F69",
    fault: "Nobody reads the log or the metrics",
    state: proved(
      ["test/cli.test.ts", "ends quietly when nobody reads its digests any more"],
      ["src/platforms/console/console.test.ts", "goes on when nobody reads the screen any more, and says so once"],
    ),
  },
];
