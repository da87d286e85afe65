with f as (
  select d.con_id,
         d.tablespace_name,
         count(*)                                         as files,
         sum(case when d.bytes is null then 1 else 0 end) as files_unavailable,
         sum(d.bytes)                                     as bytes,
         sum(case when d.autoextensible = 'YES' then greatest(d.bytes, d.maxbytes) else d.bytes end) as cap
    from cdb_data_files d
   group by d.con_id, d.tablespace_name
), e as (
  select x.con_id,
         x.tablespace_name,
         sum(case when x.status = 'ACTIVE'    then x.bytes else 0 end) as active,
         sum(case when x.status = 'UNEXPIRED' then x.bytes else 0 end) as unexpired,
         sum(case when x.status = 'EXPIRED'   then x.bytes else 0 end) as expired
    from cdb_undo_extents x
   group by x.con_id, x.tablespace_name
)
select c.name                                       as con_name,
       t.tablespace_name,
       t.status,
       t.retention,
       nvl(f.files, 0)                              as files,
       nvl(f.files_unavailable, 0)                  as files_unavailable,
       case when f.files_unavailable = 0 then round(f.bytes / 1048576, 2) end as size_mb,
       case when f.files_unavailable = 0 then round(f.cap / 1048576, 2) end   as max_mb,
       round(nvl(e.active, 0) / 1048576, 2)         as active_mb,
       round(nvl(e.unexpired, 0) / 1048576, 2)      as unexpired_mb,
       round(nvl(e.expired, 0) / 1048576, 2)        as expired_mb,
       case when f.files_unavailable = 0
            then round(100 * (nvl(e.active, 0) + case when t.retention = 'GUARANTEE' then nvl(e.unexpired, 0) else 0 end)
                       / nullif(f.cap, 0), 2) end   as held_pct
  from cdb_tablespaces t
  join v$containers c on c.con_id = t.con_id
  left join f on f.con_id = t.con_id and f.tablespace_name = t.tablespace_name
  left join e on e.con_id = t.con_id and e.tablespace_name = t.tablespace_name
 where t.contents = 'UNDO'
   and c.name <> 'PDB$SEED'
 order by c.name, t.tablespace_name
