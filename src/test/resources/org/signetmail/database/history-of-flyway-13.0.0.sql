-- What Flyway 13.0.0 wrote when it made Signet's tables: on H2 and PostgreSQL alike but for the first row, which only H2 has.
create table "flyway_schema_history" (
  "installed_rank" integer not null,
  "version" varchar(50),
  "description" varchar(200) not null,
  "type" varchar(20) not null,
  "script" varchar(1000) not null,
  "checksum" integer,
  "installed_by" varchar(100) not null,
  "installed_on" timestamp not null default current_timestamp,
  "execution_time" integer not null,
  "success" boolean not null,
  constraint "flyway_schema_history_pk" primary key ("installed_rank")
);
create index "flyway_schema_history_s_idx" on "flyway_schema_history" ("success");

insert into "flyway_schema_history" values
(-1, null, '<< Flyway Schema History table created >>', 'TABLE', '', null, 'SIGNET', '2026-11-27 22:25:43.349545', 0, true),
(1, '1', 'settings', 'SQL', 'V1__settings.sql', -706053095, 'SIGNET', '2026-11-27 22:25:43.759992', 75, true),
(2, '2', 'administrator', 'SQL', 'V2__administrator.sql', -32124763, 'SIGNET', '2026-11-27 22:25:43.84268', 38, true),
(3, '3', 'expiry warning', 'SQL', 'V3__expiry_warning.sql', -321081970, 'SIGNET', '2026-11-27 22:25:43.946922', 39, true),
(4, '4', 'further domains', 'SQL', 'V4__further_domains.sql', -85047674, 'SIGNET', '2026-11-27 22:25:44.054458', 63, true),
(5, '5', 'audit and sessions', 'SQL', 'V5__audit_and_sessions.sql', -308033449, 'SIGNET', '2026-11-27 22:25:44.226418', 92, true);
