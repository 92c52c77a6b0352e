-- Users, clients, case assignments and tasks that are made up, the same each time: @users@, @clients@, @assignments@ and
-- @tasks@ of them, in a database that has twenty organizations at least, and none of these. Run it as the owner.
--
-- Names are as unevenly spread as people's. Every tenth user is the supervisor of the nine that follow, and every tenth of
-- those of the nine supervisors after it. A client has as many case managers in a row as there are assignments for each, all
-- of the same organization; the last of them is open, if
-- both are active.

create function made_share(number bigint, salt bigint) returns double precision language sql immutable
    return (hashint8extended(number, salt) & 9007199254740991) / 9007199254740992.0;

create function made_place(size bigint, number bigint, salt bigint, skew double precision) returns integer language sql immutable
    return 1 + floor(power(made_share(number, salt), skew) * size)::integer;

create table made_given as select * from unnest(array['Maria', 'James', 'José', 'Mary', 'Ana', 'John', 'Robert', 'Linda', 'Michael', 'Zoë', 'Elena',
    'David', 'Nguyen Van', 'Fatima', 'Omar', 'Grace', 'Björn', 'Ruth', 'Ivan', 'Sara', 'Noah', 'Eva', 'Ali', 'Mia', 'Leo', 'Chloé', 'Søren', 'Łucja',
    'Dmitri', 'Αθηνά', 'Ольга', 'Aisha', 'Mohammed', 'Wei', 'Ling', 'Hiroshi', 'Priya', 'Arjun', 'Kofi', 'Amara', 'Diego', 'Lucía', 'Thiago', 'Inês',
    'Jean-Luc', 'Anne-Marie', 'Patrick', 'Siobhán', 'Dylan', 'Megan', 'Tyler', 'Brandi', 'Keisha', 'DeShawn', 'Latoya', 'Walter', 'Agnes', 'Gertrude',
    'Otto', 'Jürgen']) with ordinality g (name, place);

-- The first fifty are real ones, the long rest is made of syllables.
create table made_family as
with part as (select
    array['Smith', 'García', 'Johnson', 'Nguyen', 'Miller', 'Rodríguez', 'O''Brien', 'Williams', 'Müller', 'Martínez', 'Brown', 'Khan', 'Łukasik',
        'Davis', 'Hernández', 'Rossi', 'Wilson', 'Sánchez', 'Adams', 'Young', 'Jones', 'Anderson', 'Thompson', 'Çelik', 'Ivanov', 'Petrović', 'Kowalska',
        'Papadopoulou', 'Kim', 'Park', '王', '田中', 'Singh', 'Patel', 'Okafor', 'Mensah', 'Silva', 'Santos', 'Ferreira', 'Dubois', 'Lefèvre', 'Jørgensen',
        'Ødegård', 'Virtanen', 'Nowak', 'Horváth', 'Popescu', 'Yılmaz', 'Haddad', 'Cohen'] as known,
    array['Al', 'Bar', 'Bel', 'Cas', 'Cor', 'Dan', 'Del', 'Er', 'Fair', 'Fel', 'Gar', 'Gol', 'Ham', 'Hol', 'Il', 'Jan', 'Kal', 'Kir', 'Lam', 'Lin',
        'Mar', 'Mon', 'Nor', 'Ol', 'Par', 'Pel', 'Quin', 'Ral', 'Ros', 'Sal', 'Sten', 'Tal', 'Tor', 'Ul', 'Val', 'Ver', 'Wal', 'Win', 'Yor', 'Zam'] as first,
    array['a', 'an', 'bo', 'da', 'de', 'en', 'go', 'i', 'in', 'ka', 'li', 'lo', 'ma', 'ne', 'o', 'on', 'ra', 're', 'sa', 'ti'] as middle,
    array['berg', 'by', 'chez', 'dale', 'der', 'do', 'field', 'ford', 'ini', 'ko', 'ley', 'man', 'mann', 'nes', 'off', 'rez', 'sen', 'son', 'ton', 'vić',
        'ville', 'ward', 'well', 'wicz', 'wood'] as last)
select n as place, coalesce(known[n], first[made_place(40, n, 1, 1)] || middle[made_place(20, n, 2, 1)] || last[made_place(25, n, 3, 1)]) as name
from part cross join generate_series(1, 8000) n;
analyze made_given;
analyze made_family;

create function made_names(size bigint, salt bigint) returns table (number bigint, name text) language sql stable as $made$
    select n, g.name || case when made_share(n, salt + 12) < 0.2 then ' ' || h.name else '' end || ' ' || f.name
        || case when made_share(n, salt + 14) < 0.04 then '-' || e.name when made_share(n, salt + 14) < 0.14 then ' ' || e.name else '' end
    from generate_series(1, size) n
    join made_given g on g.place = made_place(60, n, salt + 11, 1.6) join made_given h on h.place = made_place(60, n, salt + 13, 1.3)
    join made_family f on f.place = made_place(8000, n, salt + 20, 2.2) join made_family e on e.place = made_place(8000, n, salt + 30, 2.2)
$made$;

create table made_title as select
    array['Call', 'Visit', 'Ask', 'Write to', 'Remind', 'Meet', 'Drive to', 'Check with'] as verb,
    array['landlord', 'school', 'doctor', 'court', 'employer', 'shelter', 'food bank', 'housing office', 'dentist', 'bank', 'consulate', 'kindergarten'] as whom,
    array['the rent', 'a form', 'the heating', 'an appointment', 'the deposit', 'missing papers', 'transport', 'a referral', 'benefits', 'the lease'] as what;

do $$
declare
    -- Twenty, and fewer where there are not ten users for each.
    spread constant integer := greatest(1, least(20, @users@ / 10));
    places bigint[];
    operation constant uuid := gen_random_uuid();
    each_has constant integer := @assignments@ / greatest(@clients@, 1);
    place text;
begin
    foreach place in array array['users', 'user_organization', 'user_workgroup', 'user_tool', 'client', 'case_assignment', 'task', 'task_participant'] loop
        execute format('alter table ct.%I disable trigger user', place);
    end loop;
    select array_agg(id order by id) into places from (select id from ct.organization order by id limit spread) o;
    insert into ct.operation (id, command) values (operation, 'made up');

    insert into ct.users (id, email, login, name, job_title, phone, organization_id, case_manager, deactivated_at, created_by)
    select n, 'Person.' || n || '@example.org', 'person.' || n || '@example.org', m.name, 'Case manager', '+1555' || lpad(n::text, 7, '0'),
        places[1 + ((n - 1) / 10) % spread], true, case when n % 40 = 39 then now() end, operation
    from made_names(@users@, 7) m (n, name);
    update ct.users u set supervisor_id = case when u.id % 10 <> 1 then u.id - (u.id - 1) % 10
        when u.id % 100 <> 1 then u.id - (u.id - 1) % 100 end;
    insert into ct.user_organization (user_id, organization_id) select id, organization_id from ct.users;

    insert into ct.client (id, external_id, key, name, preferred_name, date_of_birth, organization_id, deactivated_at, created_by)
    select n, 'P' || n, 'p' || n, m.name, case when n % 25 = 3 then 'Lola' end,
        date '1940-01-01' + (made_share(n, 151) * 29000)::integer, places[1 + n % spread], case when n % 12 = 5 then now() end, operation
    from made_names(@clients@, 100) m (n, name);

    -- The users of an organization stand in tens: the k-th ten of an organization begins at (k * spread + its place) * 10.
    insert into ct.case_assignment (client_id, user_id, organization_id, begin_date, end_date, end_reason, created_by)
    select c.n, u.id, places[1 + c.n % spread], date '2016-01-01' + (k * 365 + (c.n % 300)::integer),
        case when o.is_open then null else date '2016-01-01' + (k * 365 + 340) end, case when not o.is_open then 'reassigned' end, operation
    from generate_series(1, @clients@::bigint) c (n) cross join generate_series(0, each_has - 1) k
    cross join lateral (select 1 + ((c.n / spread / 10 + k) % greatest(1, @users@ / 10 / spread) * spread + c.n % spread) * 10
        + (c.n / spread + k) % 10 as id) u
    -- Whoever is inactive has nothing open.
    cross join lateral (select k + 1 = each_has and u.id % 40 <> 39 and c.n % 12 <> 5 as is_open) o;

    insert into ct.task (id, uid, key, title, status, completed_at, due_date, client_id, organization_id, created_by)
    select n, 'T' || n, 't' || n, verb[made_place(8, n, 200, 1)] || ' ' || whom[made_place(12, n, 201, 1)] || ' about ' || what[made_place(10, n, 202, 1)]
            || ' of ' || f.name,
        case when n % 3 = 0 then 'not-started' else 'completed' end, case when n % 3 <> 0 then now() end, date '2026-01-01' + (n % 700)::integer,
        1 + n % @clients@, places[1 + (1 + n % @clients@) % spread], operation
    from generate_series(1, @tasks@::bigint) n cross join made_title
    join made_family f on f.place = made_place(8000, n, 203, 2.2);
    insert into ct.task_participant (task_id, user_id, role) select n, 1 + n % @users@, 'assignee' from generate_series(1, @tasks@::bigint) n;

    perform setval(pg_get_serial_sequence('ct.users', 'id'), greatest(@users@, 1)), setval(pg_get_serial_sequence('ct.client', 'id'), greatest(@clients@, 1)),
        setval(pg_get_serial_sequence('ct.task', 'id'), greatest(@tasks@, 1));
    perform ct.search_fill();
    foreach place in array array['users', 'user_organization', 'user_workgroup', 'user_tool', 'client', 'case_assignment', 'task', 'task_participant'] loop
        execute format('alter table ct.%I enable trigger user', place);
    end loop;
end $$;
drop function made_names;
drop function made_place, made_share;
drop table made_given, made_family, made_title;
