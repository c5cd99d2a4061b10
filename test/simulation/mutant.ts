import type { Platform } from "../../src/core/platform.ts";
import type { Subscription } from "../../src/core/subscription.ts";
import type { Store } from "../../src/store/store.ts";
import type { Host } from "./host.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

/** The program with one thing wrong, made of the real one by what stands around it. Empty: the program as it is. */
export interface Mutant {
  readonly store?: (store: Store, world: World, host: Host) => Store;
  readonly platform?: (platform: Platform, world: World) => Platform;
  readonly channel?: (channel: Subscription) => Subscription;
  readonly nonce?: (key: string) => string;
  /** Leases end by the clock of whoever asks, as they may where one process has the database to itself. */
  readonly leasesByLocalClock?: boolean;
  readonly onDeath?: (world: World, host: Host) => void;
  /** Where its fault would show. */
  readonly plan?: (plan: Plan) => Plan;
}
