select x.*
  from (select c.name as con_name,
               r.tablespace_name,
               r.segment_name,
               r.status,
               r.file_id
          from cdb_rollback_segs r
          join v$containers c on c.con_id = r.con_id
         where r.status not in ('ONLINE', 'OFFLINE')
           and c.name <> 'PDB$SEED'
         order by r.status, c.name, r.segment_name) x
 where rownum <= 100
