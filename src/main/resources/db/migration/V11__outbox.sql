-- Keys that stored messages are sealed with; each is sealed itself.
create table outbox_key (
  id varchar(36) not null primary key,
  created_at bigint not null,
  sealed varchar(2000) not null
);

-- The running nodes. All times are in milliseconds since the epoch, by the database's clock.
create table outbox_node (
  id varchar(36) not null primary key,
  alive_until bigint not null
);

-- Messages that were accepted.
create table outbox_message (
  number bigint not null primary key,
  application varchar(200) not null,
  lane integer not null,
  turn bigint not null,
  mailbox varchar(320) not null,
  message_id varchar(1000) not null,
  bytes integer not null,
  key_id varchar(36),
  state varchar(10) not null,
  holder varchar(36),
  attempt integer not null,
  failures integer not null,
  failing_since bigint,
  epoch bigint,
  due_at bigint not null,
  accepted_at bigint not null,
  changed_at bigint not null,
  peer varchar(20),
  code varchar(100),
  words varchar(2000),
  server_id varchar(1000)
);

create sequence outbox_number start with 50 increment by 50;

create index outbox_due on outbox_message (mailbox, state, lane, turn, number);

create index outbox_newest on outbox_message (accepted_at, number);

create index outbox_state on outbox_message (state, changed_at);

create table outbox_recipient (
  message bigint not null references outbox_message on delete cascade,
  position integer not null,
  address varchar(320) not null,
  refused varchar(2000),
  primary key (message, position)
);

create index outbox_recipient_address on outbox_recipient (address, message);

-- The sealed bytes, in parts: the embedded database limits a value to a megabyte.
create table outbox_content (
  message bigint not null references outbox_message on delete cascade,
  part integer not null,
  content bytea not null,
  primary key (message, part)
);

-- How each attempt ended, and what administrators did.
create table outbox_event (
  number bigint not null primary key,
  message bigint not null references outbox_message on delete cascade,
  happened_at bigint not null,
  state varchar(10) not null,
  attempt integer not null,
  peer varchar(20),
  code varchar(100),
  words varchar(2000),
  server_id varchar(1000),
  who varchar(200)
);

create sequence outbox_event_number start with 50 increment by 50;

create index outbox_event_message on outbox_event (message, number);

-- One node at a time sends the messages of a mailbox, so that the mailbox's rate limit holds over all nodes. The epoch counts
-- the nodes that did, one after another.
create table outbox_mailbox (
  mailbox varchar(320) not null primary key,
  epoch bigint not null,
  owner varchar(36),
  turn bigint not null
);

-- Refusals that concern a mailbox, or with the subject * all mailboxes: their messages wait until it is remedied.
create table outbox_pause (
  subject varchar(320) not null primary key,
  paused_at bigint not null,
  settings_version bigint not null,
  peer varchar(20) not null,
  code varchar(100) not null,
  words varchar(2000) not null
);

create table outbox_lock (
  id integer not null primary key,
  changes bigint not null,
  constraint only_one_outbox_lock check (id = 1)
);

insert into outbox_lock (id, changes) values (1, 0);
