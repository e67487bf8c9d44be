-- The credentials of the application. A slot holds one; former ones have none, and are deleted after a while.
create sequence credential_number start with 2 increment by 1;

create table credential (
  number bigint not null primary key,
  slot varchar(10),
  kind varchar(20) not null,
  sealed varchar(30000),
  bound_to varchar(4000) not null,
  added_at bigint not null,
  added_by varchar(300) not null,
  hint varchar(10),
  certificate varchar(20000),
  expires_on date,
  ends_at bigint,
  promote_at bigint,
  current_since bigint,
  wipe_at bigint,
  worked_at bigint,
  failed_at bigint,
  failure_code varchar(300),
  switched_because varchar(300),
  announced_at bigint,
  constraint one_credential_per_slot unique (slot)
);

-- The stored secret stays as it was sealed.
insert into credential (number, slot, kind, sealed, bound_to, added_at, added_by, expires_on, current_since)
select 1, 'CURRENT', 'CLIENT_SECRET', client_secret_sealed, client_secret_bound_to, client_secret_added_at,
  client_secret_added_by, secret_expires_on, client_secret_added_at
from settings where client_secret_sealed is not null;

alter table settings add column promoted_at bigint;
alter table settings drop column client_secret_sealed;
alter table settings drop column client_secret_bound_to;
alter table settings drop column client_secret_added_at;
alter table settings drop column client_secret_added_by;
alter table settings drop column secret_expires_on;
