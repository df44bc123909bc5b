-- What a search by a part of a name is found by. Where the extension is missing, not allowed or out of reach, it looks at each server.
do $$
begin
    create extension if not exists pg_trgm;
    create index servers_search on servers using gin (
        slug gin_trgm_ops, hostname gin_trgm_ops, display_name gin_trgm_ops, ip_address gin_trgm_ops);
exception when insufficient_privilege or undefined_file or undefined_object or feature_not_supported then
    raise notice 'without pg_trgm a search looks at each server: %', sqlerrm;
end
$$;
