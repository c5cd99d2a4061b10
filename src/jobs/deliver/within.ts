import type { Timers } from "../../core/time.ts";

/**
 * What a platform answers, or what to take instead when it does not answer at all: a lane must not stand still for ever.
 * @param work may still end later; nobody listens then
 */
export async function within<T>(timers: Timers, ms: number, work: Promise<T>, instead: T): Promise<T> {
  const { promise: late, resolve } = Promise.withResolvers<T>();
  const cancel = timers.set(ms, () => resolve(instead));
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}
