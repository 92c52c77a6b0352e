-- What search looks in (REQUIREMENTS M5): the words of clients' names and of tasks' titles, and words with slips in them. Row
-- level security and an index for parts of words do not go together, so these are tables of their own, read by a function
-- that applies the scope itself. Everything in them is kept by organization: what others have is not even touched.

-- Most names are plain, and quickly taken apart. In front of Han and Kana signs, which stand without spaces, a word begins,
-- too; an apostrophe parts none.
create function @schema@.search_words(key text) returns text[]
    language sql immutable parallel safe
    return case when translate(key, 'abcdefghijklmnopqrstuvwxyz ', '') = '' and strpos(key, '  ') = 0 then string_to_array(btrim(key), ' ')
        else string_to_array(btrim(regexp_replace(regexp_replace(translate(key, '''`', ''),
            '([\u2e80-\u2fdf\u3005-\u3007\u3021-\u30fa\u30fc-\u9fff\uf900-\ufaff])', ' \1 ', 'g'),
            '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u3000-\u3004\u3008-\u3020\u30fb]+', ' ', 'g')), ' ') end;
comment on function @schema@.search_words(text) is
    'The words of a text that search_key has made. Frozen: the tables search_entry and search_slip store what it gives';

-- Not strict, here and below: such a function would be called, row by row, and not be a part of the query.
create function @schema@.search_turns(key text) returns table (place integer, turned text)
    language sql immutable parallel safe
as $$
    select k, left(array_to_string(w.words[k:] || w.words[:k - 1], ' '), 200)
    from (select @schema@.search_words(key) as words offset 0) w cross join lateral generate_series(1, least(cardinality(w.words), 16)) k
$$;
comment on function @schema@.search_turns(text) is
    'A text from each of its words on, what stood before at the end, so that it is found by each. Frozen, as search_words is';

-- Of a doubled letter it does not matter which one is missing.
create function @schema@.search_variants(word text) returns setof text
    language sql immutable parallel safe
as $$
    select case i when 0 then w.start else left(w.start, i - 1) || substr(w.start, i + 1) end
    from (select left(word, 7) as start offset 0) w cross join lateral generate_series(0, length(w.start)) i
    where i < 2 or substr(w.start, i, 1) <> substr(w.start, i - 1, 1)
$$;
comment on function @schema@.search_variants(text) is
    'The first seven letters of a word, and what is left of them without one: words that are one slip apart share one of these. Frozen';

create table @schema@.search_entry (
    organization_id bigint not null,
    row_id bigint not null,
    rank smallint not null,
    kind text collate "C" not null,
    key text collate "C" not null,
    constraint search_entry_pkey primary key (kind, organization_id, rank, key, row_id)
);
comment on table @schema@.search_entry is 'Clients and tasks by each word of their name or title';
comment on column @schema@.search_entry.organization_id is 'Within whose reach the row is; 0: of no organization';
comment on column @schema@.search_entry.row_id is 'The client or the task';
comment on column @schema@.search_entry.rank is '0 from the first word on, 1 from another; 2 and 3 the same of who is inactive and what is over';
comment on column @schema@.search_entry.kind is 'client or task';
comment on column @schema@.search_entry.key is 'The name or title from one word on, without case and accents';

create table @schema@.search_slip (
    organization_id bigint not null,
    kind text collate "C" not null,
    variant text collate "C" not null,
    word text collate "C" not null,
    constraint search_slip_pkey primary key (kind, organization_id, variant, word)
);
comment on table @schema@.search_slip is 'The words of names and titles by what they have in common with words that are one slip apart';
comment on column @schema@.search_slip.organization_id is 'In which organization somebody has the word, or once had; 0: in none';
comment on column @schema@.search_slip.kind is 'user, client or task';
comment on column @schema@.search_slip.variant is 'The first seven letters, or what is left of them without one';
comment on column @schema@.search_slip.word is 'The word';
-- What is stored here is as personal as what it was made of.
alter table @schema@.search_entry alter key set statistics 0;
alter table @schema@.search_slip alter variant set statistics 0, alter word set statistics 0;

-- Users are fewer, and each import of them would pay for entries; an index does, which a copy of the same rows pays for as well.
-- Each word has its organization before it. What is new waits beside the index, and not for long: each search goes through it.
create function @schema@.search_lexemes(organization_id bigint, name_key text, login text) returns tsvector
    language sql immutable parallel safe
    return array_to_tsvector(string_to_array(coalesce(organization_id, 0) || '.' || array_to_string(@schema@.search_words(name_key),
        ' ' || coalesce(organization_id, 0) || '.'), ' ') || (coalesce(organization_id, 0) || '.' || login));
comment on function @schema@.search_lexemes(bigint, text, text) is
    'What a user is searched by: the words of the name and the login, each within the organization. Frozen: an index stores what it gives';
create index users_by_words on @schema@.users using gin (@schema@.search_lexemes(organization_id, name_key, login))
    with (gin_pending_list_limit = 256);
alter index @schema@.users_by_words alter column 1 set statistics 0;
