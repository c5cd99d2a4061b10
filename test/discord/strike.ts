import { apply, failed, limited } from "./apply.ts";
import type { Fault } from "./faults.ts";
import { bucketOf, send, write } from "./passage.ts";
import type { Passage } from "./passage.ts";

/** Lets a fault have its way with a request. */
export async function strike(passage: Passage, fault: Fault): Promise<void> {
  const { api, response } = passage;
  switch (fault.kind) {
    case "rate-limited": {
      const refusal = { scope: fault.scope ?? "user", waitMs: fault.retryAfter * 1_000 };
      api.limiter.block(bucketOf(passage), refusal.scope, refusal.waitMs);
      return send(passage, limited(passage, refusal));
    }
    case "status":
      if (fault.applied === true) apply(passage);
      return send(passage, failed(passage, fault.status, fault.code ?? 0, fault.message));
    case "lost":
      apply(passage);
      response.socket?.destroy();
      return;
    case "cut":
      response.socket?.destroy();
      return;
    case "slow": {
      const result = apply(passage);
      await new Promise((resolve) => setTimeout(resolve, fault.ms).unref());
      return send(passage, result);
    }
    case "truncated": {
      const { answer, headers } = apply(passage);
      const text = JSON.stringify(answer.body ?? null);
      return write(
        passage,
        answer.status,
        { ...headers, "Content-Type": "application/json" },
        text.slice(0, text.length / 2),
      );
    }
    case "html":
      if (fault.applied === true) apply(passage);
      return write(passage, fault.status ?? 502, { "Content-Type": "text/html" }, "<html><h1>Bad gateway</h1></html>");
    case "late":
      api.faults.hold(() => {
        const result = apply(passage);
        if (fault.caller === "silent") send(passage, result);
      }, fault.ms);
      if (fault.caller !== "silent") response.socket?.destroy();
      return;
    case "revoked":
      api.revoke();
      return send(passage, apply(passage));
  }
}
