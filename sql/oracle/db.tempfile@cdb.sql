select c.name                                   as con_name,
       t.tablespace_name,
       f.file#                                  as file_id,
       f.name                                   as file_name,
       f.status,
       f.enabled,
       round(nullif(f.bytes, 0) / 1048576, 2)   as size_mb
  from cdb_tablespaces t
  join v$containers c on c.con_id = t.con_id
  left join v$tablespace v on v.con_id = t.con_id and v.name = t.tablespace_name
  left join v$tempfile f on f.con_id = v.con_id and f.ts# = v.ts#
 where t.contents = 'TEMPORARY'
   and c.name <> 'PDB$SEED'
 order by c.name, t.tablespace_name, f.file#
