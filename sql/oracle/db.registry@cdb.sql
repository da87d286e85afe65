select c.name as con_name,
       r.comp_id,
       r.comp_name,
       r.version,
       r.status
  from cdb_registry r
  join v$containers c
    on c.con_id = r.con_id
 order by c.name, r.comp_id
