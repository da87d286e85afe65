with f as (
  select d.con_id,
         d.tablespace_name,
         count(*)                                                as files,
         sum(case when d.bytes is null then 1 else 0 end)        as files_unavailable,
         sum(d.bytes)                                            as bytes,
         sum(case when d.autoextensible = 'YES' then greatest(d.bytes, d.maxbytes) else d.bytes end) as cap
    from cdb_data_files d
   group by d.con_id, d.tablespace_name
), s as (
  select e.con_id, e.tablespace_name, sum(e.bytes) as bytes
    from cdb_free_space e
   group by e.con_id, e.tablespace_name
), u as (
  select c.name                      as con_name,
         t.tablespace_name,
         t.contents,
         t.status,
         t.bigfile,
         nvl(f.files, 0)             as files,
         nvl(f.files_unavailable, 0) as files_unavailable,
         case when f.files_unavailable = 0 and t.status <> 'OFFLINE' then f.bytes end                   as bytes,
         case when f.files_unavailable = 0 and t.status <> 'OFFLINE' then f.bytes - nvl(s.bytes, 0) end as used,
         case when f.files_unavailable = 0 and t.status <> 'OFFLINE' then f.cap end                     as cap
    from cdb_tablespaces t
    join v$containers c on c.con_id = t.con_id
    left join f on f.con_id = t.con_id and f.tablespace_name = t.tablespace_name
    left join s on s.con_id = t.con_id and s.tablespace_name = t.tablespace_name
   where t.contents not in ('TEMPORARY', 'UNDO')
     and c.name <> 'PDB$SEED'
)
select u.con_name,
       u.tablespace_name,
       u.contents,
       u.status,
       u.bigfile,
       u.files,
       u.files_unavailable,
       round(u.bytes / 1048576, 2)                           as size_mb,
       round(u.used / 1048576, 2)                            as used_mb,
       round((u.bytes - u.used) / 1048576, 2)                as free_mb,
       round(100 * u.used / nullif(u.bytes, 0), 2)           as used_pct,
       round(100 * (u.bytes - u.used) / nullif(u.bytes, 0), 2) as free_pct,
       round(u.cap / 1048576, 2)                             as max_mb,
       round(100 * u.used / nullif(u.cap, 0), 2)             as max_used_pct,
       case when u.cap > u.bytes then 'YES' when u.cap is not null then 'NO' end as extendable
  from u
 order by max_used_pct desc nulls first, u.con_name, u.tablespace_name
