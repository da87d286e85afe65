select c.name as con_name,
       t.owner,
       coalesce(l.table_name, li.table_name, i.table_name, t.segment_name) as table_name,
       case when i.index_type = 'IOT - TOP' then 'TABLE' else t.part end as part,
       case when i.index_type = 'IOT - TOP' then i.table_name
            else coalesce(l.column_name, li.column_name, t.segment_name) end as object_name,
       t.segments,
       t.size_mb
  from (select g.*
          from (select s.con_id, s.owner, s.segment_name,
                       case when s.segment_type in ('INDEX', 'INDEX PARTITION', 'INDEX SUBPARTITION') then 'INDEX'
                            when s.segment_type in ('LOBSEGMENT', 'LOB PARTITION', 'LOB SUBPARTITION') then 'LOB'
                            when s.segment_type = 'LOBINDEX' then 'LOB INDEX'
                            when s.segment_type = 'CLUSTER' then 'CLUSTER'
                            else 'TABLE' end as part,
                       count(*) as segments,
                       round(sum(s.bytes) / 1048576, 2) as size_mb
                  from cdb_segments s
                 where s.segment_type in ('TABLE', 'TABLE PARTITION', 'TABLE SUBPARTITION', 'NESTED TABLE', 'CLUSTER',
                                          'INDEX', 'INDEX PARTITION', 'INDEX SUBPARTITION',
                                          'LOBSEGMENT', 'LOB PARTITION', 'LOB SUBPARTITION', 'LOBINDEX')
                   and s.segment_name not like 'BIN$%'
                 group by s.con_id, s.owner, s.segment_name,
                       case when s.segment_type in ('INDEX', 'INDEX PARTITION', 'INDEX SUBPARTITION') then 'INDEX'
                            when s.segment_type in ('LOBSEGMENT', 'LOB PARTITION', 'LOB SUBPARTITION') then 'LOB'
                            when s.segment_type = 'LOBINDEX' then 'LOB INDEX'
                            when s.segment_type = 'CLUSTER' then 'CLUSTER'
                            else 'TABLE' end
                 order by size_mb desc) g
         where rownum <= 200) t
  join v$containers c
    on c.con_id = t.con_id
  left join cdb_lobs l
    on l.con_id = t.con_id and l.owner = t.owner and l.segment_name = t.segment_name and t.part = 'LOB'
  left join cdb_lobs li
    on li.con_id = t.con_id and li.owner = t.owner and li.index_name = t.segment_name and t.part = 'LOB INDEX'
  left join cdb_indexes i
    on i.con_id = t.con_id and i.owner = t.owner and i.index_name = t.segment_name and t.part = 'INDEX'
 -- a dropped table's LOBs keep their names; only their table is a recycle bin one
 where coalesce(l.table_name, li.table_name, i.table_name, t.segment_name) not like 'BIN$%'
 order by t.size_mb desc
