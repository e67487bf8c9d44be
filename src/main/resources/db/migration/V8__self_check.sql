-- What the daily self-check found, one row for each slot. The day is claimed in the row of the current credential.
create table self_check (
  slot varchar(10) not null primary key,
  claimed_day bigint not null,
  checked_at bigint,
  credential bigint not null,
  failure varchar(300) not null,
  unanswered int not null
);
insert into self_check (slot, claimed_day, credential, failure, unanswered) values ('CURRENT', 0, 0, '', 0);
insert into self_check (slot, claimed_day, credential, failure, unanswered) values ('NEXT', 0, 0, '', 0);
