with f as (
  select d.con_id,
         d.tablespace_name,
         count(*)                                         as files,
         sum(case when d.bytes is null then 1 else 0 end) as files_unavailable,
         sum(d.bytes)                                     as bytes,
         sum(case when d.autoextensible = 'YES' then greatest(d.bytes, d.maxbytes) else d.bytes end) as cap
    from cdb_temp_files d
   group by d.con_id, d.tablespace_name
), s as (
  select g.con_id,
         g.tablespace_name,
         sum(g.used_blocks)     as used_blocks,
         sum(g.max_used_blocks) as max_used_blocks,
         sum(g.current_users)   as users
    from gv$sort_segment g
   group by g.con_id, g.tablespace_name
)
select c.name                                                                        as con_name,
       t.tablespace_name,
       nvl(f.files, 0)                                                               as files,
       nvl(f.files_unavailable, 0)                                                   as files_unavailable,
       round(f.bytes / 1048576, 2)                                                   as size_mb,
       round(f.cap / 1048576, 2)                                                     as max_mb,
       round(nvl(s.used_blocks, 0) * t.block_size / 1048576, 2)                      as used_mb,
       round(100 * nvl(s.used_blocks, 0) * t.block_size / nullif(f.cap, 0), 2)       as max_used_pct,
       round(nvl(s.max_used_blocks, 0) * t.block_size / 1048576, 2)                  as peak_mb,
       nvl(s.users, 0)                                                               as users
  from cdb_tablespaces t
  join v$containers c on c.con_id = t.con_id
  left join f on f.con_id = t.con_id and f.tablespace_name = t.tablespace_name
  left join s on s.con_id = t.con_id and s.tablespace_name = t.tablespace_name
 where t.contents = 'TEMPORARY'
   and c.name <> 'PDB$SEED'
 order by c.name, t.tablespace_name
