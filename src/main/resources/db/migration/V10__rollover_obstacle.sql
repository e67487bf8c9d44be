-- What the audit trail was last told about a renewal that stopped; null for nothing.
alter table certificate_rollover add column obstacle_noted varchar(400);
