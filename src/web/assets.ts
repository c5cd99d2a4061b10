import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** A file that pages ask for. Its address holds a hash of its bytes, so that a browser may keep it for ever. */
export interface Asset {
  readonly address: string;
  readonly type: string;
  readonly body: string;
}

function load(name: string, type: string): Asset {
  const body = readFileSync(new URL(`assets/${name}`, import.meta.url), "utf8");
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 10);
  return { address: `/assets/${name.replace(".", `.${hash}.`)}`, type, body };
}

export interface AssetFiles {
  readonly style: Asset;
  readonly icon: Asset;
}

/** Reads the archive's own files. */
export function loadAssets(): AssetFiles {
  return {
    style: load("archive.css", "text/css; charset=utf-8"),
    icon: load("icon.svg", "image/svg+xml"),
  };
}
