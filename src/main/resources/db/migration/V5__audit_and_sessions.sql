-- What an entry is about, so that the page can show the changes without sign-ins and tests.
alter table audit add column kind varchar(20) default 'CHANGE' not null;

-- Who is signed in, on every node: a session whose row is gone has ended. The id is no credential, and is no cookie.
create table admin_session (
  id varchar(64) not null primary key,
  name varchar(64) not null,
  began_at bigint not null,
  seen_at bigint not null,
  address varchar(100) not null
);

-- The page asks for the newest entries of a kind, and what is old is deleted once a day.
create index audit_by_kind on audit (kind, number);
create index audit_by_time on audit (changed_at);
