import { parseAst } from "rolldown/parseAst";

/**
 * An engine reads every regular expression of a module when the module is loaded, twice, and classes such as \p{L} are long:
 * half the time of an import. In the file that is published each such expression is made at its first use.
 */

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

interface Pattern {
  readonly start: number;
  readonly end: number;
  /** The call that makes it; null where the module makes it by a call already. */
  readonly maker: string | null;
  /** A global or sticky one remembers where it stopped: two places may not share it. */
  readonly isStateful: boolean;
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const HELPER = `const lazyPattern = (make) => {
	let made;
	return () => (made ??= make());
};
`;

/** Rewrites a module without imports; the result behaves the same. */
export function withLazyPatterns(code: string): string {
  const program = parseAst(code) as unknown as Node;
  const named = namedPatterns(program);
  const bindings = new Map<string, number>();
  const changes: Change[] = [];
  const shared: string[] = [];
  visit(program, null, "", (node, parent, key) => {
    const pattern = patternAt(node);
    if (pattern !== null && parent?.type !== "VariableDeclarator" && !pattern.isStateful) {
      changes.push({ start: node.start, end: node.end, text: `lazyPattern$${shared.length}()` });
      shared.push(`const lazyPattern$${shared.length} = lazyPattern(() => ${pattern.maker});\n`);
    }
    const name = node.type === "Identifier" ? String(node["name"]) : "";
    if (!named.has(name) || parent === null || isMereKey(parent, key)) return;
    if (isBinding(parent, key)) bindings.set(name, (bindings.get(name) ?? 0) + 1);
    else
      changes.push({
        start: node.start,
        end: node.end,
        text: `${parent["shorthand"] === true ? `${name}: ` : ""}${name}()`,
      });
  });
  const twice = [...named.keys()].filter((name) => bindings.get(name) !== 1);
  if (twice.length > 0) throw new Error(`Another variable has the name of a pattern: ${twice.join(", ")}.`);
  for (const { start, end, maker } of named.values()) {
    changes.push({ start, end: maker === null ? start : end, text: `lazyPattern(() => ${maker ?? ""}` });
    changes.push({ start: end, end, text: ")" });
  }
  return HELPER + shared.join("") + applied(code, changes);
}

/** Patterns that are variables of the module, by name. */
function namedPatterns(program: Node): Map<string, Pattern> {
  const out = new Map<string, Pattern>();
  for (const statement of program["body"] as readonly Node[]) {
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement["declarations"] as readonly {
      readonly id: Node;
      readonly init: Node | null;
    }[]) {
      const pattern = init === null ? null : patternAt(init);
      if (pattern !== null && id.type === "Identifier") out.set(String(id["name"]), pattern);
    }
  }
  return out;
}

function patternAt(node: Node): Pattern | null {
  const { type, start, end } = node;
  if (type === "NewExpression" && (node["callee"] as Node)["name"] === "RegExp") {
    return { start, end, maker: null, isStateful: true };
  }
  const regex = node["regex"] as { readonly pattern: string; readonly flags: string } | undefined;
  if (type !== "Literal" || !regex?.flags.includes("u")) return null;
  const maker = `new RegExp(${JSON.stringify(regex.pattern)}, "${regex.flags}")`;
  return { start, end, maker, isStateful: /[gy]/.test(regex.flags) };
}

function visit(
  node: Node,
  parent: Node | null,
  key: string,
  look: (node: Node, parent: Node | null, key: string) => void,
): void {
  look(node, parent, key);
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node, name, look);
  }
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

/** `.name`, `{ name: … }`: no variable. */
function isMereKey(parent: Node, key: string): boolean {
  return (key === "property" || key === "key") && parent["computed"] !== true;
}

/** Where a name is given to something; whatever is not surely a use counts. */
function isBinding({ type }: Node, key: string): boolean {
  return (
    key === "id" ||
    key === "params" ||
    key === "param" ||
    key === "local" ||
    key === "exported" ||
    (key === "left" && type !== "BinaryExpression" && type !== "LogicalExpression")
  );
}

function applied(code: string, changes: readonly Change[]): string {
  let out = "";
  let at = 0;
  for (const { start, end, text } of changes.toSorted((a, b) => a.start - b.start)) {
    out += code.slice(at, start) + text;
    at = end;
  }
  return out + code.slice(at);
}
