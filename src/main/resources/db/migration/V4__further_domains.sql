-- Domains whose users send from their own mailboxes, too; one a line.
alter table settings add column further_domains varchar(30000) default '' not null;
