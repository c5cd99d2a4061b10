import { isJson } from "./json.ts";
import type { Json } from "./json.ts";

/** An answer that is no success, with Discord's error code. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly body: Json;

  /** @param code one of Discord's JSON error codes; 0 says no more than the HTTP status */
  constructor(status: number, code: number, message: string, extra: Json = {}) {
    super(`${status} (${code}) ${message}`);
    this.status = status;
    this.body = { message, code, ...extra };
  }
}

/** One thing that is wrong with a body: where, Discord's word for it, and the sentence. */
export interface FormIssue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** 50035 with the tree of errors that Discord sends: one level a key, `_errors` at the leaf. */
export function invalidForm(issues: readonly FormIssue[]): ApiError {
  const tree: Json = {};
  for (const { path, code, message } of issues) {
    let at = tree;
    for (const key of path) {
      const below = at[String(key)];
      const next: Json = isJson(below) ? below : {};
      at[String(key)] = next;
      at = next;
    }
    const there = at["_errors"];
    at["_errors"] = [...(Array.isArray(there) ? there : []), { code, message }];
  }
  return new ApiError(400, 50035, "Invalid Form Body", { errors: tree });
}

/** The same issues, of a body that stands inside another one. */
export function below(at: FormIssue["path"], issues: readonly FormIssue[]): readonly FormIssue[] {
  return issues.map(({ path, code, message }) => ({ path: at.concat(path), code, message }));
}

export const unauthorized = (): ApiError => new ApiError(401, 0, "401: Unauthorized");
export const notFound = (): ApiError => new ApiError(404, 0, "404: Not Found");
export const unknownChannel = (): ApiError => new ApiError(404, 10003, "Unknown Channel");
export const unknownGuild = (): ApiError => new ApiError(404, 10004, "Unknown Guild");
export const unknownMember = (): ApiError => new ApiError(404, 10007, "Unknown Member");
export const unknownMessage = (): ApiError => new ApiError(404, 10008, "Unknown Message");
export const unknownWebhook = (): ApiError => new ApiError(404, 10015, "Unknown Webhook");
export const unknownInteraction = (): ApiError => new ApiError(404, 10062, "Unknown interaction");
export const unknownCommand = (): ApiError => new ApiError(404, 10063, "Unknown application command");
export const alreadyAcknowledged = (): ApiError =>
  new ApiError(400, 40060, "Interaction has already been acknowledged.");
export const missingAccess = (): ApiError => new ApiError(403, 50001, "Missing Access");
export const foreignMessage = (): ApiError =>
  new ApiError(403, 50005, "Cannot edit a message authored by another user");
export const emptyMessage = (): ApiError => new ApiError(400, 50006, "Cannot send an empty message");
export const closedDoor = (): ApiError => new ApiError(403, 50007, "Cannot send messages to this user");
export const nonTextChannel = (): ApiError => new ApiError(400, 50008, "Cannot send messages in a non-text channel");
export const missingPermissions = (): ApiError => new ApiError(403, 50013, "Missing Permissions");
export const wrongChannelType = (): ApiError => new ApiError(400, 50024, "Cannot execute action on this channel type");
export const invalidWebhookToken = (): ApiError => new ApiError(401, 50027, "Invalid Webhook Token");
export const archivedThread = (): ApiError => new ApiError(400, 50083, "Thread is archived");
export const alreadyCrossposted = (): ApiError =>
  new ApiError(400, 40033, "This message has already been crossposted.");
export const threadExists = (): ApiError =>
  new ApiError(400, 160004, "A thread has already been created for this message");
/** Edits of a message older than an hour are counted. */
export const tooManyOldEdits = (): ApiError =>
  new ApiError(429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later.", {
    retry_after: 60,
    global: false,
  });
