-- When each user last logged in.
create table user_logins (
    fleet       text not null,
    user_number bigint not null,
    last_login  timestamptz not null,
    primary key (fleet, user_number)
);
