import { words, type Migration } from "./migration.ts";

/** What people ask for in chat, and why articles stand in their stories. */
export const chat: Migration = {
  number: 6,
  name: "chat",
  statements: (dialect) => {
    const { integer, real, counter, table } = words(dialect);
    return [
      `create table subscriptions (
        name text primary key,
        platform text not null,
        channel text not null,
        workspace text not null,
        schedule text not null,
        timezone text not null,
        kind text not null,
        topics text not null,
        most_stories ${integer} not null,
        layout text not null,
        crosspost ${integer} not null,
        unclear text not null,
        made_by text not null,
        made_at ${integer} not null
      ) ${table}`,
      `create table follows (
        platform text not null,
        person text not null,
        story_id text not null references stories (id) deferrable initially deferred,
        version ${integer} not null,
        since ${integer} not null,
        primary key (platform, person, story_id)
      ) ${table}`,
      `create index follows_of_story on follows (story_id)`,
      `create table votes (
        platform text not null,
        person text not null,
        story_id text not null references stories (id) deferrable initially deferred,
        vote text not null check (vote in ('up', 'down')),
        at ${integer} not null,
        primary key (platform, person, story_id)
      ) ${table}`,
      `create index votes_of_story on votes (story_id, vote)`,
      `create table rulings (
        number ${counter},
        kind text not null check (kind in ('split', 'merge')),
        story_id text not null references stories (id) deferrable initially deferred,
        article_ids text not null,
        into_id text references stories (id) deferrable initially deferred,
        state text not null check (state in ('wished', 'due', 'done', 'refused')),
        platform text not null,
        person text not null,
        at ${integer} not null
      ) ${table}`,
      `create index rulings_by_state on rulings (state, number)`,
      `create index rulings_of_story on rulings (story_id)`,
      `create index rulings_into_story on rulings (into_id) where into_id is not null`,
      `create table merged_stories (
        story_id text primary key references stories (id) deferrable initially deferred,
        into_id text not null references stories (id) deferrable initially deferred
      ) ${table}`,
      `create table placements (
        article_id text primary key references articles (id) deferrable initially deferred,
        story_id text not null,
        score ${real},
        nearest text,
        names text not null,
        ruling ${integer},
        at ${integer} not null
      ) ${table}`,
      `create index articles_of_file on articles (file)`,
      `create table requests (
        id text primary key,
        at ${integer} not null,
        answer text
      ) ${table}`,
      `create index requests_by_time on requests (at)`,
      `create table kept_words (
        name text primary key,
        words text not null,
        at ${integer} not null
      ) ${table}`,
    ];
  },
};
