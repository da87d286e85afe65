select c.name con_name,
       a.client_name,
       a.status
  from cdb_autotask_client a
  left join v$containers c on c.con_id = a.con_id
 where a.con_id <> 2
 order by a.con_id, a.client_name
