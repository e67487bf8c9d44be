-- Instants are milliseconds since 1970 UTC: every database and every JPA provider stores a bigint alike.

-- One row. It is there from the start, so that the first save is an update like every other.
create table settings (
  id integer not null primary key,
  version bigint not null,
  custom_server boolean not null,
  authentication_type varchar(20) not null,
  cloud_id varchar(64) not null,
  tenant_id varchar(300),
  client_id varchar(300),
  client_secret_sealed varchar(10000),
  client_secret_bound_to varchar(4000),
  client_secret_added_at bigint,
  client_secret_added_by varchar(300),
  secret_expires_on date,
  delivery_route varchar(20) not null,
  relay_host varchar(300),
  relay_port integer,
  relay_tls varchar(20),
  relay_user varchar(2000),
  relay_password_sealed varchar(10000),
  relay_password_bound_to varchar(4000),
  relay_password_added_at bigint,
  relay_password_added_by varchar(300),
  system_mailbox varchar(300),
  user_sender varchar(40) not null,
  warned varchar(100000) not null,
  saved_at bigint,
  saved_by varchar(300),
  constraint only_one_settings check (id = 1)
);

insert into settings (id, version, custom_server, authentication_type, cloud_id, delivery_route, user_sender, warned)
values (1, 0, false, 'OAUTH2', 'WORLDWIDE', 'GRAPH', 'USER_EMAIL', '');

-- How it stands with the saved settings: a table of its own, because every mail may change it and no save should.
create table standing (
  id integer not null primary key,
  credentials_passed_at bigint,
  accepted_at bigint,
  failing_since bigint,
  failure_peer varchar(20),
  failure_code varchar(300),
  failure_status integer,
  failure_words varchar(4000),
  failure_correlation_id varchar(300),
  failure_trace_id varchar(300),
  failure_seen_at bigint,
  failure_retry_after bigint,
  constraint only_one_standing check (id = 1)
);

insert into standing (id) values (1);

-- Who changed which fields when; never a value of a secret.
create sequence audit_number start with 1 increment by 1;

create table audit (
  number bigint not null primary key,
  changed_at bigint not null,
  who varchar(300) not null,
  what varchar(4000) not null
);
