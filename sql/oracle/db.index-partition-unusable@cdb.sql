select x.con_name,
       x.owner,
       x.index_name,
       x.partition_name,
       x.subpartition_name,
       x.table_owner,
       x.table_name,
       x.uniqueness,
       x.indexing,
       x.status
  from (select c.name as con_name, p.index_owner as owner, p.index_name, p.partition_name, p.subpartition_name,
               i.table_owner, i.table_name, i.uniqueness, i.indexing, p.status
          from (select ip.con_id, ip.index_owner, ip.index_name, ip.partition_name,
                       cast(null as varchar2(128)) as subpartition_name, ip.status
                  from cdb_ind_partitions ip
                 where ip.status = 'UNUSABLE'
                 union all
                select sp.con_id, sp.index_owner, sp.index_name, sp.partition_name, sp.subpartition_name, sp.status
                  from cdb_ind_subpartitions sp
                 where sp.status = 'UNUSABLE') p
          join cdb_indexes i
            on i.con_id = p.con_id and i.owner = p.index_owner and i.index_name = p.index_name
          join v$containers c
            on c.con_id = p.con_id
         where p.index_name not like 'BIN$%'
           and i.table_name not like 'BIN$%'
         order by case i.indexing when 'PARTIAL' then 1 else 0 end, c.name, p.index_owner, p.index_name, p.partition_name, p.subpartition_name) x
 where rownum <= 1000
