select c.name as con_name,
       p.table_owner as owner,
       p.table_name,
       p.partitions,
       p.last_partition,
       to_number(substr(p.yyyymm, 1, 4)) * 12 + to_number(substr(p.yyyymm, 5, 2))
         - to_number(to_char(sysdate, 'YYYY')) * 12 - to_number(to_char(sysdate, 'MM')) as months_ahead,
       to_number(to_char(last_day(sysdate), 'DD')) - to_number(to_char(sysdate, 'DD')) as days_left
  from (select tp.con_id, tp.table_owner, tp.table_name,
               count(*) as partitions,
               max(tp.partition_name) keep (dense_rank last order by tp.partition_position) as last_partition,
               regexp_substr(max(tp.partition_name) keep (dense_rank last order by tp.partition_position),
                             '20[0-9][0-9](0[1-9]|1[0-2])') as yyyymm
          from cdb_tab_partitions tp
          join cdb_part_tables pt
            on pt.con_id = tp.con_id and pt.owner = tp.table_owner and pt.table_name = tp.table_name
         where pt.partitioning_type = 'RANGE'
           and pt.interval is null
           and tp.table_name not like 'BIN$%'
         group by tp.con_id, tp.table_owner, tp.table_name) p
  join v$containers c
    on c.con_id = p.con_id
 where p.yyyymm is not null
 order by c.name, p.table_owner, p.table_name
