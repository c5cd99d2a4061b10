import { Refusal, refusalWith } from "./refusal.ts";

/** Arguments of a call, from a form or a JSON body. A form's values are all strings; structures are JSON in them. */
export type Args = Readonly<Record<string, unknown>>;

export function optional(args: Args, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw refusalWith("invalid_arguments", [`must provide a string [json-pointer:/${name}]`]);
}

export function required(args: Args, name: string): string {
  const value = optional(args, name);
  if (value === undefined) throw refusalWith("invalid_arguments", [`missing required field: ${name}`]);
  return value;
}

/** true, false, and what a form makes of them. */
export function flag(args: Args, name: string): boolean | undefined {
  const value = optional(args, name);
  if (value === undefined) return undefined;
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  throw refusalWith("invalid_arguments", [`must provide a boolean [json-pointer:/${name}]`]);
}

/** A whole number; `refusal` when it is none or out of its range. */
export function whole(args: Args, name: string, fallback: number, max: number, refusal: string): number {
  const value = optional(args, name);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > max) throw new Refusal(refusal);
  return number;
}

/** A list or object; in a form it is JSON. `refusal` when it cannot be read. */
export function structure(args: Args, name: string, refusal: string): unknown {
  const value = args[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new Refusal(refusal);
  }
}
