export { messageOfEdition, postsOfEdition } from "./message/edition.ts";
export type { EditionFrame } from "./message/edition.ts";
export { messageOfGrowth } from "./message/growth.ts";
export { messageOfMerge } from "./message/merge.ts";
export { messageOfAlert, messageOfTest } from "./message/notice.ts";
export { messageOfDigest } from "./message/story.ts";
export type { StoryPost } from "./message/story.ts";
export type { Block, Button, Message, Post, Span } from "./message/tree.ts";
