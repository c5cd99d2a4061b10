import type { SlackBlock } from "./blocks.ts";
import { sizeOf } from "./blocks.ts";
import type { Section, Unit } from "./layout.ts";

/** What one payload holds at most. */
export interface Room {
  readonly blocks: number;
  /** Characters over all blocks. */
  readonly size: number;
}

/**
 * Shares sections out over as few payloads as keep them whole: a section goes to the next payload when it does not fit
 * into what is left of this one and fits there; a longer one is parted between its units, and only a unit that is too
 * long by itself between its blocks.
 */
export function pack(sections: readonly Section[], room: Room): readonly (readonly SlackBlock[])[] {
  const payloads: SlackBlock[][] = [];
  let open: SlackBlock[] = [];
  const close = (): void => {
    if (open.at(-1)?.type === "divider") open.pop();
    if (open.length > 0) payloads.push(open);
    open = [];
  };
  const add = (blocks: readonly SlackBlock[]): void => {
    if (!fits([...open, ...blocks], room)) close();
    open.push(...blocks);
  };
  for (const section of sections) {
    const whole = [...(open.length === 0 ? [] : [DIVIDER]), ...section.flat()];
    if (fits([...open, ...whole], room)) open.push(...whole);
    else if (fits(section.flat(), room)) {
      close();
      open.push(...section.flat());
    } else {
      if (open.length > 0) add([DIVIDER]);
      for (const unit of section) for (const blocks of within(unit, room)) add(blocks);
    }
  }
  close();
  return payloads;
}

const DIVIDER: SlackBlock = { type: "divider" };

function fits(blocks: readonly SlackBlock[], room: Room): boolean {
  return blocks.length <= room.blocks && sizeOf(blocks) <= room.size;
}

function within(unit: Unit, room: Room): readonly Unit[] {
  return fits(unit, room) ? [unit] : unit.map((block) => [block]);
}
