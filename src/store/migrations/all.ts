import { articles } from "./0001-articles.ts";
import { stories } from "./0002-stories.ts";
import { editions } from "./0003-editions.ts";
import { search } from "./0004-search.ts";
import { lanes } from "./0005-lanes.ts";
import { chat } from "./0006-chat.ts";
import { missed } from "./0007-missed.ts";
import type { Migration } from "./migration.ts";

/** Every step, in order. New ones go to the end; what stands here is never edited. */
export const MIGRATIONS: readonly Migration[] = [articles, stories, editions, search, lanes, chat, missed];
