select t.con_name,
       t.owner,
       t.trigger_name,
       t.base_object_type,
       t.table_owner,
       t.table_name,
       t.trigger_type,
       t.triggering_event,
       t.status
  from (select c.name as con_name, t.owner, t.trigger_name, trim(t.base_object_type) as base_object_type, t.table_owner, t.table_name,
               t.trigger_type, trim(t.triggering_event) as triggering_event, t.status
          from cdb_triggers t
          join v$containers c
            on c.con_id = t.con_id
         where t.status = 'DISABLED'
           and t.trigger_name not like 'BIN$%'
           and not exists (select 1 from cdb_users u where u.con_id = t.con_id and u.username = t.owner and u.oracle_maintained = 'Y')
         order by c.name, t.owner, t.trigger_name) t
 where rownum <= 1000
