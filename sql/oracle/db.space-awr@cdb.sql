with h as (
  select c.con_id,
         c.name                                    as con_name,
         a.tablespace_id,
         to_date(a.rtime, 'MM/DD/YYYY HH24:MI:SS') as taken,
         a.tablespace_usedsize                     as used
    from dba_hist_tbspc_space_usage a
    join v$containers c on c.dbid = a.con_dbid
   where c.name <> 'PDB$SEED'
), g as (
  select h.con_id,
         h.con_name,
         h.tablespace_id,
         count(*)                                                 as snapshots,
         max(h.taken) - min(h.taken)                              as span_days,
         max(h.used) keep (dense_rank last order by h.taken)      as used,
         regr_slope(h.used, h.taken - sysdate)                    as slope,
         case when min(h.used) < max(h.used) then power(corr(h.used, h.taken - sysdate), 2) end as fit
    from h
   where h.taken >= sysdate - 30
   group by h.con_id, h.con_name, h.tablespace_id
), f as (
  select d.con_id,
         d.tablespace_name,
         case when count(d.bytes) = count(*)
              then sum(case when d.autoextensible = 'YES' then greatest(d.bytes, d.maxbytes) else d.bytes end) end as cap
    from cdb_data_files d
   group by d.con_id, d.tablespace_name
)
select g.con_name,
       t.tablespace_name,
       g.snapshots,
       round(g.span_days, 2)                             as span_days,
       round(g.used * t.block_size / 1048576, 2)         as used_mb,
       round(f.cap / 1048576, 2)                         as max_mb,
       round(g.slope * t.block_size / 1048576, 2)        as growth_mb_day,
       round(g.fit, 3)                                   as fit,
       case when g.slope > 0
            then round((f.cap / t.block_size - g.used) / g.slope, 1) end as days_to_full
  from g
  join v$tablespace v on v.con_id = g.con_id and v.ts# = g.tablespace_id
  join cdb_tablespaces t on t.con_id = g.con_id and t.tablespace_name = v.name
  join f on f.con_id = g.con_id and f.tablespace_name = t.tablespace_name
 where t.contents not in ('TEMPORARY', 'UNDO')
   and t.status = 'ONLINE'
 order by days_to_full nulls last, g.con_name, t.tablespace_name
