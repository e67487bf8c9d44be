create table administrator (
    name            varchar(64)              not null primary key,
    password_hash   varchar(255)             not null,
    password_set_at timestamp with time zone not null
);
