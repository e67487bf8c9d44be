-- The renewal of certificates, off at first: its settings, and how far it is.
create table certificate_rollover (
  id integer not null primary key,
  enabled boolean not null,
  object_id varchar(40),
  months integer not null,
  phase varchar(10) not null,
  phase_since bigint not null,
  next_thumbprint varchar(40),
  current_thumbprint varchar(40),
  current_since bigint not null,
  own_keys varchar(4000),
  obstacle varchar(20),
  obstacle_code varchar(300),
  obstacle_at bigint,
  obstacle_retry_after bigint
);

insert into certificate_rollover (id, enabled, months, phase, phase_since, current_since)
values (1, false, 12, 'IDLE', 0, 0);
