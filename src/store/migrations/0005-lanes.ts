import { words, type Migration } from "./migration.ts";

const KEPT = "sequence, key, platform, channel, edition_id, part, attempt, state, at, message_id, failure, payload";

/**
 * Deliveries that belong to no edition, replies and edits; a lane a channel, with what holds it up; what an operator asks
 * of the outbox. The table is made anew, because SQLite cannot change a check or a foreign key. Of older rows the
 * subscription's name is all that is known of the channel: they are the console's, whose channel has the same name.
 */
export const lanes: Migration = {
  number: 5,
  name: "lanes",
  statements: (dialect) => {
    const { integer, counter, table } = words(dialect);
    const resetCounter =
      dialect === "sqlite"
        ? []
        : [
            // PostgreSQL makes no index on a table whose references it has yet to check.
            `set constraints all immediate`,
            `select setval(pg_get_serial_sequence('deliveries', 'sequence'), (select coalesce(max(sequence), 0) + 1 from deliveries), false)`,
          ];
    return [
      `drop index deliveries_of_lane`,
      `drop index deliveries_by_state`,
      `drop index deliveries_of_edition`,
      `alter table deliveries rename to deliveries_before`,
      `create table deliveries (
        sequence ${counter},
        key text not null unique,
        lane text not null,
        name text not null,
        platform text not null,
        channel text not null,
        crosspost ${integer} not null,
        edition_id text references editions (id) deferrable initially deferred,
        story_id text,
        part ${integer} not null,
        action text not null check (action in ('post', 'reply', 'edit')),
        about text,
        payload text not null,
        created_at ${integer} not null,
        attempt ${integer} not null,
        term ${integer} not null,
        owner text,
        lease_until ${integer},
        faults ${integer} not null,
        lost ${integer} not null,
        tier ${integer} not null,
        aside ${integer} not null,
        first_sent_at ${integer},
        last_sent_at ${integer},
        state text not null check (state in ('pending', 'sending', 'unknown', 'sent', 'dead', 'cancelled')),
        at ${integer} not null,
        message_id text,
        failure text
      ) ${table}`,
      `insert into deliveries (${KEPT}, lane, name, crosspost, action, created_at, term, faults, lost, tier, aside, first_sent_at, last_sent_at)
        select ${KEPT}, platform || ':' || channel, channel, 0, 'post', at, attempt, 0, 0, 0, 0,
          case when attempt = 0 then null else at end, case when attempt = 0 then null else at end
        from deliveries_before`,
      `drop table deliveries_before`,
      ...resetCounter,
      `create index deliveries_of_lane on deliveries (lane, aside, sequence) where state in ('pending', 'sending', 'unknown')`,
      `create index deliveries_by_state on deliveries (state)`,
      `create index deliveries_of_edition on deliveries (edition_id)`,
      `create index deliveries_about on deliveries (about) where about is not null`,
      `create index deliveries_of_story on deliveries (story_id, sequence) where story_id is not null`,
      `create index deliveries_sent on deliveries (lane, at) where state = 'sent'`,
      `create table lanes (
        lane text primary key,
        paused text check (paused in ('channel', 'account')),
        reason text,
        mend text,
        since ${integer},
        looks ${integer} not null,
        look_at ${integer} not null,
        not_before ${integer} not null
      ) ${table}`,
      `create table outbox_requests (
        number ${counter},
        verb text not null check (verb in ('retry', 'drop', 'resume')),
        subject text not null,
        at ${integer} not null,
        answer text
      ) ${table}`,
      `create index outbox_requests_open on outbox_requests (number) where answer is null`,
    ];
  },
};
