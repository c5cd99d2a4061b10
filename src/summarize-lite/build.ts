/**
 * Makes the package as it is published: `node src/summarize-lite/build.ts [FOLDER]` writes FOLDER (dist/ beside this file) with
 * one JavaScript file, its declarations, the manifest, README and licence. Node does not strip types below node_modules, so
 * what is installed must be JavaScript; one file loads twice as fast as eighty.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "rolldown";
import { withLazyPatterns } from "./lazy-patterns.ts";

const ROOT = import.meta.dirname;
const COPIED = ["README.md", "LICENSE"];

async function main(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    input: join(ROOT, "src/index.ts"),
    platform: "neutral",
    output: { file: join(folder, "index.js"), format: "esm" },
  });
  const file = join(folder, "index.js");
  writeFileSync(file, withLazyPatterns(readFileSync(file, "utf8")));
  declare(folder);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
  for (const name of COPIED) copyFileSync(join(ROOT, name), join(folder, name));
}

/** Declarations of all modules, and of those only what the public ones speak of. */
function declare(folder: string): void {
  const types = join(folder, "types");
  const options = [
    "--ignoreConfig",
    "--target",
    "es2024",
    "--module",
    "nodenext",
    "--lib",
    "es2024,dom,esnext.collection,esnext.iterator",
  ];
  const emit = [
    "--declaration",
    "--emitDeclarationOnly",
    "--allowImportingTsExtensions",
    "--types",
    "node",
    "--skipLibCheck",
  ];
  const tsc = join(ROOT, "../../node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, ...options, ...emit, "--outDir", types, join(ROOT, "src/index.ts")], {
    stdio: "inherit",
  });
  const kept = new Set<string>();
  keep("index", types, kept);
  for (const name of readdirSync(types, { recursive: true, withFileTypes: true }))
    if (name.isFile() && !kept.has(join(name.parentPath, name.name))) rmSync(join(name.parentPath, name.name));
}

function keep(module: string, folder: string, kept: Set<string>): void {
  const file = join(folder, `${module}.d.ts`);
  if (kept.has(file)) return;
  kept.add(file);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replaceAll(/(from "\.\/[^"]+)\.ts"/g, '$1.js"'));
  for (const [, name] of text.matchAll(/from "\.\/([^"]+)\.ts"/g)) keep(name!, folder, kept);
}

function manifest(): Record<string, unknown> {
  const own = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<string, unknown>;
  const exports = { ".": { types: "./types/index.d.ts", default: "./index.js" } };
  return { ...own, files: ["index.js", "types", ...COPIED], exports };
}

await main(resolve(process.argv[2] ?? join(ROOT, "dist")));
