select c.name as con_name,
       (select max(t.name) from v$tablespace t where t.con_id = f.con_id and t.ts# = f.ts#) as tablespace_name,
       h.file# as file_id,
       f.name as file_name,
       h.status,
       h.error,
       h.recover,
       h.fuzzy,
       h.checkpoint_time
  from v$datafile_header h
  join v$datafile f on f.file# = h.file#
  left join v$containers c on c.con_id = h.con_id
 where nvl(c.name, '-') <> 'PDB$SEED'
   and (h.error is not null
        or h.recover = 'YES'
        or (h.fuzzy = 'YES' and h.status = 'OFFLINE'))
 order by h.file#
