import { actionText } from "../../core/action.ts";
import type { Answer, Form } from "../../core/conversation.ts";
import type { Call } from "./desk.ts";
import { isKind, usualZone, whyNot } from "./subscribe.ts";
import type { Wanted } from "./subscription-words.ts";

/** The form of a subscription, with what is known already. @param filled JSON of what a person wanted, or "" */
export function subscribeForm(call: Call, filled: string): Answer {
  const refusal = whyNot(call);
  if (refusal !== null) return { kind: "message", message: refusal, replaces: false };
  const {
    topics = "",
    schedule = "weekdays 08:00",
    timezone = usualZone(call),
    kind = "digest",
    name = "",
  } = readFilled(filled);
  const line = (field: string, label: string, hint: string, value: string) =>
    ({ kind: "line", name: field, label, hint, value, required: false }) as const;
  const form: Form = {
    title: "Subscribe",
    submit: "Subscribe",
    action: actionText({ verb: "subscribe", args: [] }),
    note: "This channel will receive digests of the stories that you choose.",
    fields: [
      line("topics", "Topics, with commas between", "Empty: every story", topics),
      line("schedule", "When", "weekdays 08:00 · every Monday at 9am · ready", schedule),
      line("timezone", "Time zone", "Europe/Lisbon", timezone),
      {
        kind: "choice",
        name: "kind",
        label: "Kind",
        choices: [
          { value: "digest", label: "Digest: what matters most" },
          { value: "briefing", label: "Briefing: one team's topics" },
        ],
        value: isKind(kind) ? kind : "digest",
        required: true,
      },
      line("name", "A name for it", "Empty: one is made of the topics", name),
    ],
  };
  return { kind: "form", form };
}

function readFilled(json: string): Wanted {
  try {
    const read: unknown = JSON.parse(json === "" ? "{}" : json);
    return typeof read === "object" && read !== null ? wantedOf(read as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** Of options or of a form's values; empty ones were not said. */
export function wantedOf(values: Readonly<Record<string, unknown>>): Wanted {
  const names = ["topics", "schedule", "timezone", "kind", "name"] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return typeof value === "string" && value.trim() !== "" ? [[name, value]] : [];
    }),
  );
}
