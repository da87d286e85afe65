select c.name as con_name,
       i.owner,
       i.index_name,
       i.table_owner,
       i.table_name,
       i.index_type,
       i.uniqueness,
       i.status,
       i.funcidx_status,
       i.domidx_opstatus
  from cdb_indexes i
  join v$containers c
    on c.con_id = i.con_id
 where (i.status = 'UNUSABLE' or i.funcidx_status = 'DISABLED' or i.domidx_opstatus = 'FAILED')
   and i.index_name not like 'BIN$%'
   and i.table_name not like 'BIN$%'
 order by c.name, i.owner, i.index_name
