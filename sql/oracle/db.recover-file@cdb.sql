select c.name                          as con_name,
       (select max(t.name) from v$tablespace t where t.con_id = f.con_id and t.ts# = f.ts#) as tablespace_name,
       r.file#                         as file_id,
       f.name                          as file_name,
       r.online_status,
       r.error,
       to_char(r.change#, 'TM9')       as since_scn,
       r.time                          as since
  from v$recover_file r
  left join v$datafile f on f.file# = r.file#
  left join v$containers c on c.con_id = r.con_id
 where nvl(c.name, '-') <> 'PDB$SEED'
 order by r.file#
