-- One row per recipient, credential and rung of the schedule. Claimed and sent are recorded apart, so that a warning
-- is repeated if a node is killed between the two.
create table warning (
  number bigint not null primary key,
  recipient varchar(320) not null,
  credential varchar(200) not null,
  rung integer not null,
  claimed_at bigint,
  claimed_by varchar(64),
  sent_at bigint,
  sent_by varchar(20),
  outcome varchar(20),
  constraint one_warning unique (recipient, credential, rung)
);

create sequence warning_number start with 1 increment by 1;

create index warning_by_credential on warning (credential);

-- What was mailed before was mailed to every administrator.
insert into warning (number, recipient, credential, rung, sent_at, sent_by, outcome)
select next_number, '*', secret, days_before, warned_at, 'MAIL', 'ACCEPTED'
from (select row_number() over (order by days_before) - 1000 as next_number, secret, days_before, warned_at
      from expiry_warning where secret <> '' and warned_at is not null) as earlier;

drop table expiry_warning;

create table acknowledgement (
  number bigint not null primary key,
  credential varchar(200) not null,
  rung integer not null,
  acknowledged_at bigint not null,
  acknowledged_by varchar(300) not null,
  constraint one_acknowledgement unique (credential, rung)
);

-- The lock under which warnings are claimed: concurrent inserts would fill the log with constraint violations.
create table warning_lock (
  id integer not null primary key,
  claims bigint not null,
  constraint only_one_warning_lock check (id = 1)
);

insert into warning_lock (id, claims) values (1, 0);

-- The channels beside Signet's own route, each optional. The address of a webhook is as good as a password.
create table alert_settings (
  id integer not null primary key,
  relay_host varchar(300),
  relay_port integer,
  relay_tls varchar(20),
  relay_user varchar(2000),
  relay_sender varchar(320),
  relay_password_sealed varchar(10000),
  webhook_form varchar(20),
  webhook_origin varchar(400),
  webhook_sealed varchar(20000),
  webhook_signed boolean default false not null,
  constraint only_one_alert_settings check (id = 1)
);

insert into alert_settings (id) values (1);

-- How each channel works. The rows are there from the start.
create table alert_channel (
  name varchar(20) not null primary key,
  sent_at bigint,
  failed_at bigint,
  failure varchar(1000)
);

insert into alert_channel (name) values ('MAIL'), ('RELAY'), ('WEBHOOK');
