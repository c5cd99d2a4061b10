import { createHash } from "node:crypto";
import type { Context } from "hono";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { DIGEST_PARTS, DIGEST_SIZES } from "summarize-lite";
import type { DigestSize } from "summarize-lite";
import { isArticleId, isEditionId, isStoryId } from "./addresses.ts";
import { loadAssets } from "./assets.ts";
import type { Asset } from "./assets.ts";
import type { Archive } from "./desk.ts";
import { knowsHost, securityHeaders } from "./guard.ts";
import type { Env } from "./guard.ts";
import { metricsText } from "./metrics.ts";
import type { Counts } from "./metrics.ts";
import { documentOf } from "./layout.ts";
import type { Page } from "./layout.ts";
import { articlePage } from "./pages/article-page.ts";
import { channelPage } from "./pages/channel-page.ts";
import { editionPage } from "./pages/edition-page.ts";
import { failed, notFound } from "./pages/error-pages.ts";
import { evidencePage } from "./pages/evidence-page.ts";
import { frontPage } from "./pages/front-page.ts";
import { quarantinePage } from "./pages/quarantine-page.ts";
import { searchPage } from "./pages/search-page.ts";
import { storiesPage } from "./pages/stories-page.ts";
import { storyPage } from "./pages/story-page.ts";

type Request = Context<Env>;

const param = (request: Request, name: string): string => request.req.param(name) ?? "";

/** A whole number as an address writes it, or NaN. */
const numberIn = (text: string | undefined): number =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;

/** The version asked for: null for the newest, NaN for what is no number. */
function versionIn(request: Request): number | null {
  const asked = request.req.query("version");
  return asked === undefined ? null : numberIn(asked);
}

function sizeIn(request: Request): DigestSize {
  const asked = request.req.query("size");
  return DIGEST_SIZES.find((size) => size === asked) ?? "full";
}

/** Answers with the body, or with 304 when the reader has it already. */
function withTag(request: Request, body: string, type: string): Response {
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { ETag: tag, "Cache-Control": "no-cache", "Content-Type": type };
  const known = request.req.header("if-none-match")?.split(/\s*,\s*/) ?? [];
  if (known.includes(tag) || known.includes(`W/${tag}`)) return request.body(null, 304, headers);
  return request.body(body, 200, headers);
}

type MakePage = (archive: Archive, request: Request) => Promise<Page | null>;

/** Pages by path; null is "not found". What is asked for is checked here: the store is handed ids, numbers and plain names alone. */
const PAGES: Readonly<Record<string, MakePage>> = {
  "/": frontPage,
  "/stories": async (archive, request) => {
    const asked = request.req.query("page");
    const page = asked === undefined ? 1 : numberIn(asked);
    return page >= 1 ? storiesPage(archive, page) : null;
  },
  "/stories/:id": async (archive, request) => {
    const id = param(request, "id");
    const version = versionIn(request);
    const passages = request.req.query("passages") === "open";
    return isStoryId(id) && !Number.isNaN(version)
      ? storyPage(archive, id, { size: sizeIn(request), version, passages })
      : null;
  },
  "/stories/:id/evidence/:part/:index": async (archive, request) => {
    const id = param(request, "id");
    const part = DIGEST_PARTS.find((name) => name === param(request, "part"));
    const version = versionIn(request);
    if (!isStoryId(id) || part === undefined || Number.isNaN(version)) return null;
    return evidencePage(archive, id, { part, index: numberIn(param(request, "index")), version });
  },
  "/articles/:id": async (archive, request) => {
    const id = param(request, "id");
    const [from, to] = [numberIn(request.req.query("from")), numberIn(request.req.query("to"))];
    return isArticleId(id) ? articlePage(archive, id, from, to) : null;
  },
  "/editions/:id": async (archive, request) => {
    const id = param(request, "id");
    return isEditionId(id) ? editionPage(archive, id) : null;
  },
  "/channels/:name": async (archive, request) => {
    const name = param(request, "name");
    return /\p{Cc}/u.test(name) ? null : channelPage(archive, name);
  },
  "/search": (archive, request) => searchPage(archive, request.req.query("q") ?? ""),
  "/quarantine": quarantinePage,
};

/** The stored digest of `/stories/<id>.json`. */
async function storyJson({ store }: Archive, request: Request): Promise<Response> {
  const id = param(request, "file").replace(/\.json$/, "");
  const version = versionIn(request);
  const known = isStoryId(id) && !Number.isNaN(version);
  const digest = !known ? null : await (version === null ? store.digests.latest(id) : store.digests.get(id, version));
  if (digest !== null) return withTag(request, JSON.stringify(digest), "application/json; charset=utf-8");
  return request.json({ error: "There is no such story or version." }, 404, { "Cache-Control": "no-store" });
}

async function health({ store }: Archive, request: Request): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    await store.ping();
    return request.json({ ok: true }, 200, headers);
  } catch {
    return request.json({ ok: false, error: "The database does not answer." }, 503, headers);
  }
}

function assetAnswer(request: Request, asset: Asset): Response {
  return request.body(asset.body, 200, {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Type": asset.type,
  });
}

/** Only requests to read, and only those that name this archive. */
const readersOnly = createMiddleware<Env>(async (request, next) => {
  if (!knowsHost(request)) {
    const text =
      "This archive answers only to localhost. Open http://127.0.0.1 with its port, or set web.address to the address of your proxy.\n";
    return request.text(text, 421, { "Cache-Control": "no-store" });
  }
  if (request.req.method !== "GET" && request.req.method !== "HEAD") {
    return request.text("The archive is for reading only.\n", 405, { Allow: "GET, HEAD", "Cache-Control": "no-store" });
  }
  return next();
});

/** Options of the archive. */
export interface ArchiveOptions extends Archive {
  /** Told of every fault that a reader saw as "this page could not be made". */
  readonly onFault?: (fault: unknown, path: string) => void;
  /** What the running program counts by itself, for `/metrics`. */
  readonly counts?: () => Counts;
}

/**
 * The archive's pages, without a socket: `app.request("/")` answers.
 * Called without bindings it answers only requests that name this machine; see `serveArchive`.
 */
export function createArchive({ store, desk, onFault, counts }: ArchiveOptions): Hono<Env> {
  const archive: Archive = { store, desk };
  const { style, icon } = loadAssets();
  const addresses = { style: style.address, icon: icon.address };
  const app = new Hono<Env>();

  function answer(request: Request, page: Page | null): Response {
    const shown = page ?? notFound();
    const body = documentOf(desk, addresses, shown);
    if (shown.status === undefined) return withTag(request, body, "text/html; charset=utf-8");
    return request.html(body, shown.status, { "Cache-Control": "no-store" });
  }

  app.use(securityHeaders, readersOnly);
  app.get("/healthz", (request) => health(archive, request));
  app.get("/metrics", (request) =>
    metricsText(store, counts?.() ?? {}, desk.now()).then((text) =>
      request.text(text, 200, { "Cache-Control": "no-store" }),
    ),
  );
  app.get("/stories/:file{.+\\.json}", (request) => storyJson(archive, request));
  for (const asset of [style, icon]) app.get(asset.address, (request) => assetAnswer(request, asset));
  for (const [path, make] of Object.entries(PAGES)) {
    app.get(path, (request) => make(archive, request).then((page) => answer(request, page)));
  }
  app.notFound((request) => answer(request, null));
  app.onError((fault, request) => {
    onFault?.(fault, request.req.path);
    return answer(request, failed());
  });
  return app;
}
