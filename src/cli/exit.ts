import { complain } from "./output.ts";

/** Tells a person what went wrong, and says with which code the program ends. */
export async function exitCodeOf(fault: unknown): Promise<number> {
  // Loaded late: most runs end well.
  const [{ ConfigError }, store, { ArchiveAddressError }] = await Promise.all([
    import("../config.ts"),
    import("../store/errors.ts"),
    import("../web/serve.ts"),
  ]);
  if (fault instanceof ConfigError) {
    for (const line of fault.lines) complain(line);
    return 2;
  }
  const message = fault instanceof Error ? fault.message : String(fault);
  if (fault instanceof store.StoreError || fault instanceof ArchiveAddressError) {
    complain(`copydesk: ${message}`);
    if (fault instanceof store.StoreBusyError) return 3;
    return fault instanceof store.StoreCorruptError ? 4 : 1;
  }
  complain(`copydesk: This is a fault of the program: ${fault instanceof Error ? (fault.stack ?? message) : message}`);
  return 1;
}
