/** Tells of one thing that is wrong, and where: a JSON pointer such as `/blocks/0/text`. */
export type Report = (what: string, at: string) => void;

/** Looks at one value; says what is wrong and returns nothing. */
export type Check = (value: unknown, at: string, report: Report) => void;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string of `min` to `max` UTF-16 units, without lone surrogates: half a character is a broken one. */
export function string(min: number, max: number): Check {
  return (value, at, report) => {
    if (typeof value !== "string") return report("must provide a string", at);
    if (value.length < min) report(`must be more than ${min - 1} characters`, at);
    if (value.length > max) report(`must be less than ${max + 1} characters`, at);
    if (!value.isWellFormed() || value.includes("\u{FFFD}")) report("must be well-formed text", at);
  };
}

export const boolean: Check = (value, at, report) => {
  if (typeof value !== "boolean") report("must provide a boolean", at);
};

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number): Check {
  return (value, at, report) => {
    if (!Number.isInteger(value)) return report("must provide a whole number", at);
    if (Number(value) < min || Number(value) > max) report(`must be from ${min} to ${max}`, at);
  };
}

export function oneOf(...allowed: readonly (string | number)[]): Check {
  return (value, at, report) => {
    if (!allowed.some((one) => one === value)) report(`must be one of: ${allowed.join(", ")}`, at);
  };
}

export function pattern(form: RegExp, what: string): Check {
  return (value, at, report) => {
    if (typeof value !== "string" || !form.test(value)) report(`must be ${what}`, at);
  };
}

/** An absolute address of up to `max` characters. */
export function address(max: number, schemes: readonly string[] = ["http:", "https:", "mailto:", "slack:"]): Check {
  const length = string(1, max);
  return (value, at, report) => {
    length(value, at, report);
    const url = typeof value === "string" ? URL.parse(value) : null;
    if (url === null || !schemes.includes(url.protocol) || /\s/.test(String(value))) report("Invalid URL", at);
  };
}

export function list(min: number, max: number, item: Check): Check {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report("must provide an array", at);
    if (value.length < min) report(`no fewer than ${min} items allowed`, at);
    if (value.length > max) report(`no more than ${max} items allowed`, at);
    for (const [index, one] of value.entries()) item(one, `${at}/${index}`, report);
  };
}

export type Fields = Readonly<Record<string, Check>>;

/** An object with these fields and no others. */
export function shape(required: Fields, optional: Fields = {}): Check {
  return (value, at, report) => {
    if (!isRecord(value)) return report("must provide an object", at);
    for (const name of Object.keys(required)) {
      if (value[name] === undefined) report(`missing required field: ${name}`, at);
    }
    for (const [name, one] of Object.entries(value)) {
      const check = Object.hasOwn(required, name) ? required[name] : optional[name];
      if (check === undefined || !(Object.hasOwn(required, name) || Object.hasOwn(optional, name))) {
        report(`invalid additional property: ${name}`, at);
      } else check(one, `${at}/${name}`, report);
    }
  };
}

/** Objects told apart by their `type`. */
export function byType(checks: Fields): Check {
  return (value, at, report) => {
    if (!isRecord(value)) return report("must provide an object", at);
    if (value["type"] === undefined) return report("missing required field: type", at);
    const type = typeof value["type"] === "string" ? value["type"] : "";
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
    if (check === undefined) return report(`unsupported type: ${type}`, `${at}/type`);
    check(value, at, report);
  };
}

export function both(...checks: readonly Check[]): Check {
  return (value, at, report) => {
    for (const check of checks) check(value, at, report);
  };
}

/** Anything: what is checked by its neighbour. */
export const any: Check = () => {};

/** Runs a check from a root. @returns `what [json-pointer:where]`, as Slack words it; empty when all is well */
export function problems(check: Check, value: unknown, root: string): string[] {
  const found: string[] = [];
  check(value, root, (what, at) => found.push(`${what} [json-pointer:${at}]`));
  return found;
}
