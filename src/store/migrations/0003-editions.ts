import { words, type Migration } from "./migration.ts";

/** What channels receive, and the outbox. */
export const editions: Migration = {
  number: 3,
  name: "editions",
  statements: (dialect) => {
    const { integer, counter, table } = words(dialect);
    return [
      `create table editions (
        number ${counter},
        id text not null unique,
        channel text not null,
        kind text not null,
        slot text not null,
        scheduled ${integer} not null,
        created_at ${integer} not null,
        left_out ${integer} not null,
        unique (channel, slot)
      ) ${table}`,
      `create index editions_by_time on editions (created_at, number)`,
      `create index editions_of_channel on editions (channel, created_at, number)`,
      `create index editions_scheduled on editions (channel, created_at, number) where scheduled = 1`,
      `create table edition_stories (
        edition_id text not null references editions (id) deferrable initially deferred,
        position ${integer} not null,
        story_id text not null,
        version ${integer} not null,
        reason text not null,
        primary key (edition_id, position),
        foreign key (story_id, version) references digests (story_id, version) deferrable initially deferred
      ) ${table}`,
      `create index edition_stories_of_story on edition_stories (story_id, version)`,
      `create table deliveries (
        sequence ${counter},
        key text not null unique,
        channel text not null,
        platform text not null,
        edition_id text not null references editions (id) deferrable initially deferred,
        part ${integer} not null,
        attempt ${integer} not null,
        state text not null check (state in ('pending', 'sending', 'unknown', 'sent', 'dead')),
        at ${integer} not null,
        message_id text,
        failure text,
        payload text not null
      ) ${table}`,
      `create index deliveries_of_lane on deliveries (channel, sequence) where state in ('pending', 'sending', 'unknown')`,
      `create index deliveries_by_state on deliveries (state)`,
      `create index deliveries_of_edition on deliveries (edition_id)`,
    ];
  },
};
