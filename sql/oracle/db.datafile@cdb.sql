select c.name                                   as con_name,
       nvl(d.tablespace_name, (select max(v.name) from v$tablespace v where v.con_id = f.con_id and v.ts# = f.ts#)) as tablespace_name,
       f.file#                                  as file_id,
       f.name                                   as file_name,
       f.status,
       d.online_status,
       d.status                                 as file_state,
       t.status                                 as tablespace_status,
       f.enabled,
       round(nullif(f.bytes, 0) / 1048576, 2)   as size_mb
  from v$datafile f
  join v$containers c on c.con_id = f.con_id
  left join cdb_data_files d on d.con_id = f.con_id and d.file_id = f.file#
  left join cdb_tablespaces t on t.con_id = d.con_id and t.tablespace_name = d.tablespace_name
 where c.name <> 'PDB$SEED'
 order by f.file#
