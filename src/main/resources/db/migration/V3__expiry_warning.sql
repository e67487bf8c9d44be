-- The secret that each warning was last claimed for. The rows are claimed by update and never inserted.
create table expiry_warning (
  days_before integer not null primary key,
  secret varchar(100) not null,
  warned_at bigint
);

insert into expiry_warning (days_before, secret)
values (60, ''), (30, ''), (14, ''), (7, ''), (3, ''), (1, ''), (0, '');
