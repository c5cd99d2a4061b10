import type { Log } from "../../log.ts";
import type { Client } from "./client.ts";
import type { Places } from "./places.ts";
import type { Titles } from "./titles.ts";

/** What every order is carried out with. */
export interface Desk {
  readonly client: Client;
  readonly places: Places;
  readonly titles: Titles;
  readonly log: Log;
  /** Goes on beside the orders; never rejects. */
  readonly later: (work: Promise<void>) => void;
}
